// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The hour was missed: somebody of the duty says why, for the record.
Disclosure {
    id: root

    required property HomeBoard board

    //: Unfolds the field for why the first message of an incident was late
    title: qsTr("The first message is late: say why")
    visible: board.asksWhyLate
    onVisibleChanged: {
        reason.text = "";
        open = false;
    }

    LongTextEntry {
        id: reason

        //: Label of why the first message of an incident was late
        label: qsTr("Why the hour was missed")
        //: Who reads why a first message was late
        help: qsTr("For the prefecture's record only, never published.")
        required: true
        maximum: 500
        fieldName: "latenessField"
        Layout.fillWidth: true
    }
    SecondaryButton {
        objectName: "explainLatenessButton"
        iconName: "check"
        //: Keeps why the first message was late
        text: qsTr("Keep the reason")
        enabled: reason.text.trim() !== ""
        onClicked: root.board.explainLateness(reason.text.trim())
    }
}
