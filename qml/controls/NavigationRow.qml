// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// A row that leads somewhere: icon, title, what is there, a word of its own tone, chevron.
T.Button {
    id: root

    property string iconName
    property string detail
    property string badge
    property string note
    property string noteTone: "warning"
    property string noteIcon
    property string tone: "text"
    property bool chevron: true
    property bool chosen: false

    implicitWidth: 288
    implicitHeight: Math.max(Theme.decisive, implicitContentHeight + 16)
    leftPadding: 16
    rightPadding: 12
    focusPolicy: Qt.StrongFocus
    Accessible.name: Words.joined([text, note, detail, badge], ", ")
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: RowLayout {
        spacing: 12

        AstIcon {
            icon: root.iconName
            // Large text on a narrow phone needs the place.
            visible: icon !== "" && root.width >= 180 * Theme.textScale
            color: root.tone === "text" ? Theme.primary : Theme.tone(root.tone)
            Layout.alignment: Qt.AlignVCenter
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            AstText {
                text: root.text
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            ToneLabel {
                text: root.note
                visible: text !== ""
                tone: root.noteTone
                iconName: root.noteIcon
                level: AstText.Secondary
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            AstText {
                text: root.detail
                visible: text !== ""
                level: AstText.Secondary
                color: root.tone === "text" ? Theme.muted : Theme.tone(root.tone)
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        CountBadge {
            objectName: root.objectName + "_badge"
            text: root.badge
            visible: text !== ""
        }
        AstIcon {
            icon: "chevron-right"
            color: Theme.muted
            visible: root.chevron
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down || root.chosen ? Theme.primaryTint : Theme.surface
        border.width: root.chosen || Theme.scheme === "contrast" ? 2 : 0
        border.color: root.chosen ? Theme.primary : Theme.outline

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
