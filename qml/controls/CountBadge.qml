// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// A number that waits for somebody.
Rectangle {
    id: root

    property string text

    implicitWidth: Math.max(implicitHeight, label.implicitWidth + 16)
    implicitHeight: label.implicitHeight + 4
    radius: height / 2
    color: Theme.primary
    Accessible.ignored: true

    AstText {
        id: label

        anchors.centerIn: parent
        text: root.text
        strong: true
        level: AstText.Secondary
        color: Theme.primaryInk
        Accessible.ignored: true
    }
}
