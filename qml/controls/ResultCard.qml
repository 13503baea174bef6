// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// The outcome of the rights questionnaire: colour, word and icon together.
Rectangle {
    id: root

    required property string text
    required property string tone
    property string detail
    default property alias content: more.data

    implicitHeight: body.implicitHeight + 32
    radius: Theme.radius
    color: Theme.surface
    border.width: 2
    border.color: Theme.tone(tone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    Accessible.description: detail
    Accessible.focusable: true

    ColumnLayout {
        id: body

        spacing: 8
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 16
        }

        RowLayout {
            spacing: 12

            AstIcon {
                icon: Theme.toneIcon(root.tone)
                extent: 32
                color: Theme.tone(root.tone)
            }
            AstText {
                text: root.text
                level: AstText.Section
                color: Theme.tone(root.tone)
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        AstText {
            text: root.detail
            visible: text !== ""
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        ColumnLayout {
            id: more

            spacing: 8
            visible: children.length > 0
            Layout.fillWidth: true
        }
    }
}
