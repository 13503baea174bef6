// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// A message as a plain post, with its counter and what was left out. It imitates no brand.
Rectangle {
    id: root

    required property string title
    required property string text
    property string lengthLabel
    property bool fits: true
    property string dropped
    property string photosText
    property string language: "fr"

    implicitHeight: column.implicitHeight + 24
    radius: Theme.radius
    color: Theme.surface
    border.width: fits ? 1 : 2
    border.color: fits ? Theme.outline : Theme.danger
    Accessible.role: Accessible.Grouping
    Accessible.name: title

    // A positioner, not a layout: texts that wrap in nested layouts make them polish in a loop.
    Column {
        id: column

        spacing: 8
        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            margins: 12
        }

        RowLayout {
            spacing: 8
            width: parent.width

            AstText {
                text: root.title
                strong: true
                Layout.fillWidth: true
            }
            ToneLabel {
                text: root.lengthLabel
                visible: text !== ""
                tone: root.fits ? "success" : "danger"
                level: AstText.Secondary
                Layout.fillWidth: false
            }
        }
        AstText {
            text: root.text
            width: parent.width
        }
        AstText {
            text: root.photosText
            visible: text !== ""
            level: AstText.Secondary
            width: parent.width
        }
        ToneLabel {
            text: root.dropped
            visible: text !== ""
            tone: "warning"
            level: AstText.Secondary
            width: parent.width
        }
    }
}
