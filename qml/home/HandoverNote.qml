// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// What the person who takes over the duty reads, then acknowledges.
Card {
    id: root

    required property string entry
    required property string title
    required property string text
    required property string remarks
    property bool busy: false
    signal acknowledged

    tone: "info"

    ToneLabel {
        text: root.title
        iconName: "door-open"
        Layout.fillWidth: true
    }
    AstText {
        text: root.remarks
        visible: text !== ""
        strong: true
        Layout.fillWidth: true
    }
    AstText {
        text: root.text
        Layout.fillWidth: true
    }
    SecondaryButton {
        objectName: "acknowledgeHandover_" + root.entry
        iconName: "check"
        //: The person who takes over the duty has read the handover note
        text: qsTr("Read, I take over")
        busy: root.busy
        wide: true
        onClicked: root.acknowledged()
    }
}
