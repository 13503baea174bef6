// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// A new incident: what it is, and since when the fact is known. The one-hour clock starts from there.
Sheet {
    id: root

    property int minutesAgo: 0
    signal declared(string incidentTitle, date knownAt)

    function moment(minutes: int): var {
        return {
            "value": String(minutes),
            "label": minutes === 0 ?
            //: The fact became known just now
            qsTr("Now") :
            //: The fact became known %1 minutes ago
            qsTr("%1 min ago").arg(minutes)
        };
    }

    //: Title of the panel that declares a new incident
    title: qsTr("Open an incident")
    onOpened: what.take()

    TextEntry {
        id: what

        //: Label of the title of a new incident
        label: qsTr("What is happening, and where")
        //: Example of the title of an incident
        placeholder: qsTr("Flood in Châteauroux")
        required: true
        maximum: 80
        fieldName: "incidentTitleField"
        Layout.fillWidth: true
    }
    ChoiceList {
        //: Label of the choice of when the fact became known
        label: qsTr("Fact known")
        //: Help of the choice of when the fact became known
        help: qsTr("The first reliable report, not the opening of the application. The one-hour clock starts there.")
        value: String(root.minutesAgo)
        options: [root.moment(0), root.moment(5), root.moment(15), root.moment(30)]
        Layout.fillWidth: true
        onChosen: value => root.minutesAgo = Number(value)
    }
    actions: PrimaryButton {
        objectName: "declareIncidentButton"
        //: Confirms the opening of an incident
        text: qsTr("Open the incident")
        enabled: what.text.trim() !== ""
        onClicked: {
            root.declared(what.text.trim(), new Date(Date.now() - root.minutesAgo * 60000));
            root.close();
        }
    }
}
