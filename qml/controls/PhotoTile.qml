// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// A photo with its rights badge in words.
T.Button {
    id: root

    required property url image
    required property string badge
    required property string badgeText
    property string description
    property int number: 0

    readonly property string tone: ({
            "ok": "success",
            "forbidden": "danger"
        })[badge] ?? "warning"

    implicitWidth: 136 * Theme.textScale
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 8
    focusPolicy: Qt.StrongFocus
    //: Name of a photo tile: its number, the state of its rights and what it shows
    Accessible.name: qsTr("Photo %1, %2. %3").arg(number).arg(badgeText).arg(description)
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: ColumnLayout {
        spacing: 4

        PhotoFrame {
            source: root.image
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(width * 0.75)
        }
        ToneLabel {
            text: root.badgeText
            tone: root.tone
            level: AstText.Secondary
            Accessible.ignored: true
            Layout.fillWidth: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTint : Theme.surface
        border.width: 1
        border.color: Theme.outline

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
