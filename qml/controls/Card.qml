// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// A quiet surface that groups what belongs together.
Rectangle {
    id: root

    default property alias content: column.data
    property alias spacing: column.spacing
    property int padding: 16
    // A tone ("warning", "danger", …) draws a bar on the left; the words inside say the same.
    property string tone

    implicitWidth: 288
    implicitHeight: column.implicitHeight + 2 * padding
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.scheme === "contrast" ? 2 : 0
    border.color: Theme.outline
    Accessible.ignored: true

    Rectangle {
        visible: root.tone !== ""
        width: 4
        radius: 2
        anchors {
            left: parent.left
            top: parent.top
            bottom: parent.bottom
            topMargin: Theme.radius
            bottomMargin: Theme.radius
        }
        color: Theme.tone(root.tone)
    }
    ColumnLayout {
        id: column

        spacing: 8
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: root.padding
        }
    }
}
