// SPDX-License-Identifier: EUPL-1.2
pragma Singleton
import QtQml

// How somebody was asked, in words; the names are those of core/submission/agreement.h.
QtObject {
    function title(means: string): string {
        switch (means) {
        case "phone":
            //: How somebody was asked
            return qsTr("Telephone");
        case "radio":
            //: How somebody was asked
            return qsTr("Radio");
        case "inPerson":
            //: How somebody was asked
            return qsTr("In person");
        case "written":
            //: How somebody was asked
            return qsTr("In writing");
        default:
            //: Said of an agreement that is only needed in a case which is not this one
            return qsTr("Not concerned");
        }
    }
}
