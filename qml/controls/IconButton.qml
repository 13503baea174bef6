// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Templates as T
import Astreinte

// An action shown by its icon alone; `text` is its accessible name.
T.Button {
    id: root

    required property string iconName
    property color ink: Theme.text
    property color fill: "transparent"

    implicitWidth: Theme.target
    implicitHeight: Theme.target
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : 0.55
    Accessible.name: text
    Keys.onReturnPressed: if (enabled)
        clicked()
    Keys.onEnterPressed: if (enabled)
        clicked()

    contentItem: Item {
        AstIcon {
            anchors.centerIn: parent
            icon: root.iconName
            color: root.ink
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.raised : root.fill

        FocusFrame {
            anchors.margins: 0
            control: root
            shown: root.visualFocus
        }
    }
}
