// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// What went wrong, where and how to mend it; takes no room when there is nothing to say.
Card {
    id: root

    property string text
    property string actionText
    signal acted

    tone: "danger"
    visible: text !== ""
    Layout.fillWidth: true
    Accessible.ignored: false
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    ToneLabel {
        text: root.text
        tone: "danger"
        strong: false
        Layout.fillWidth: true
    }
    QuietButton {
        objectName: "problemAction"
        text: root.actionText
        visible: text !== ""
        onClicked: root.acted()
    }
}
