// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// How far an upload is: bar, bytes, time left in words.
ColumnLayout {
    id: root

    // 0 to 1
    required property real value
    property string text

    spacing: 4
    Accessible.role: Accessible.ProgressBar
    Accessible.name: text

    Rectangle {
        implicitHeight: 8
        radius: 4
        color: Theme.raised
        border.width: 1
        border.color: Theme.outline
        Layout.fillWidth: true

        Rectangle {
            height: parent.height
            width: Math.max(8, parent.width * Math.min(1, root.value))
            visible: root.value > 0
            radius: 4
            color: Theme.primary
        }
    }
    AstText {
        text: root.text
        visible: text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
        Accessible.ignored: true
    }
}
