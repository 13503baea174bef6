// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// The focus mark: a 3-px frame around the control, visible only when the keyboard or a switch moves the focus.
Rectangle {
    id: root

    required property Item control
    property bool shown: control.activeFocus

    anchors.fill: parent
    anchors.margins: -4
    radius: Theme.radius + 4
    color: "transparent"
    border.width: 3
    border.color: Theme.text
    visible: shown
    z: 10
    Accessible.ignored: true
}
