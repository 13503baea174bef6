// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// The frame of every screen: content that scrolls, actions at the bottom within thumb's reach. The title bar, the
// banners and « Back » belong to the shell.
AppPage {
    id: root

    default property alias content: scroll.content
    property alias actions: foot.data
    property alias spacing: scroll.spacing
    readonly property alias scroll: scroll
    property bool hasActions: true

    ScrollColumn {
        id: scroll

        clip: true
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: bar.top
        }
    }
    Rectangle {
        id: bar

        width: parent.width
        height: root.hasActions ? Math.min(foot.implicitHeight + 24, Math.round(root.height / 2)) : 0
        visible: root.hasActions
        anchors.bottom: parent.bottom
        color: Theme.background

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.raised
        }
        // Text at 200 % on a small screen: the actions never take more than half of it.
        Flickable {
            anchors.fill: parent
            anchors.topMargin: 1
            clip: true
            contentHeight: foot.implicitHeight + 22
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds

            GridLayout {
                id: foot

                columns: root.width >= Theme.twoPanesFrom ? 2 : 1
                columnSpacing: 16
                rowSpacing: 8
                width: Math.min(bar.width - 2 * Theme.margin, columns === 1 ? Theme.readingWidth : bar.width)
                x: Math.round((bar.width - width) / 2)
                y: 11
            }
        }
    }
}
