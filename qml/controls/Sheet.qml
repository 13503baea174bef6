// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// A panel from the bottom over the page: one question, its answers. Escape and « Back » close it.
T.Popup {
    id: root

    required property string title
    default property alias content: column.data
    property alias actions: foot.data

    parent: T.Overlay.overlay
    x: Math.round((parent.width - width) / 2)
    y: parent.height - height
    width: Math.min(parent.width, Theme.readingWidth + 2 * Theme.margin)
    height: Math.min(parent.height - 24, head.height + column.implicitHeight + foot.height + 64)
    modal: true
    focus: true
    padding: 0
    closePolicy: T.Popup.CloseOnEscape

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    background: Rectangle {
        color: Theme.background
        radius: Theme.radius
        border.width: 1
        border.color: Theme.outline
    }
    FocusScope {
        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title

        RowLayout {
            id: head

            spacing: 8
            anchors {
                left: parent.left
                right: parent.right
                top: parent.top
                leftMargin: Theme.margin
                rightMargin: 4
                topMargin: 8
            }

            AstText {
                text: root.title
                level: AstText.Section
                Layout.fillWidth: true
            }
            IconButton {
                objectName: "closeSheet"
                iconName: "x"
                //: Closes a panel without doing anything
                text: qsTr("Close")
                onClicked: root.close()
            }
        }
        ScrollColumn {
            id: scroll

            clip: true
            topGap: 0
            anchors {
                left: parent.left
                right: parent.right
                top: head.bottom
                bottom: foot.top
                topMargin: 8
                bottomMargin: 8
            }

            ColumnLayout {
                id: column

                spacing: 12
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            id: foot

            spacing: 8
            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
                margins: Theme.margin
            }
        }
    }
}
