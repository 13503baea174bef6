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
        topMargin: 16
        bottomMargin: 16
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
        height: root.hasActions ? foot.implicitHeight + 24 : 0
        visible: root.hasActions
        anchors.bottom: parent.bottom
        color: Theme.background

        Rectangle {
            width: parent.width
            height: 1
            color: Theme.raised
        }
        ColumnLayout {
            id: foot

            spacing: 8
            width: Math.min(parent.width - 2 * Theme.margin, Theme.readingWidth)
            anchors {
                horizontalCenter: parent.horizontalCenter
                bottom: parent.bottom
                bottomMargin: 12
            }
        }
    }
}
