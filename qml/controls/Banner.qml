// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// A state of the whole application (offline, exercise, alarm). It stays as long as the state lasts.
Rectangle {
    id: root

    required property string text
    property string tone: "info"
    property string iconName: Theme.toneIcon(tone)

    implicitHeight: row.implicitHeight + 16
    color: Theme.raised
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Rectangle {
        width: parent.width
        height: 2
        anchors.bottom: parent.bottom
        color: Theme.tone(root.tone)
    }
    ToneLabel {
        id: row

        text: root.text
        tone: root.tone
        iconName: root.iconName
        level: AstText.Secondary
        Accessible.ignored: true
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: Theme.margin
            rightMargin: Theme.margin
        }
    }
}
