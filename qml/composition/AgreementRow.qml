// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One agreement, to record or recorded.
Card {
    id: root

    required property var model
    signal recorded(string note)

    padding: 12

    ToneLabel {
        text: root.model.label
        tone: root.model.closed ? "success" : "warning"
        iconName: root.model.closed ? "circle-check" : "circle-dashed"
        Layout.fillWidth: true
    }
    AstText {
        visible: root.model.closed
        text: root.model.note
        level: AstText.Secondary
        Layout.fillWidth: true
        Layout.leftMargin: 32
    }
    TextEntry {
        id: note

        visible: !root.model.closed
        //: Label of the field that records an agreement
        label: qsTr("Who agreed, when, by which means")
        //: Example of a recorded agreement
        placeholder: qsTr("SIDPC duty officer, 14:32, telephone")
        required: true
        fieldName: "agreementNote_" + root.model.id
        Layout.fillWidth: true
        onAccepted: if (text.trim() !== "")
            root.recorded(text.trim())
    }
    SecondaryButton {
        objectName: "agreement_" + root.model.id
        visible: !root.model.closed
        enabled: note.text.trim() !== ""
        iconName: "check"
        //: Records an agreement
        text: qsTr("Record the agreement")
        onClicked: root.recorded(note.text.trim())
    }
}
