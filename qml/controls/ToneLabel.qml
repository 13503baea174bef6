// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// A state in a few words: icon and word together, in the colour of its tone.
RowLayout {
    id: root

    required property string text
    property string tone: "info"
    property string iconName: Theme.toneIcon(tone)
    property int level: AstText.Body
    property bool strong: true

    spacing: 8
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    AstIcon {
        icon: root.iconName
        color: Theme.tone(root.tone)
        Layout.alignment: Qt.AlignTop
    }
    AstText {
        text: root.text
        level: root.level
        strong: root.strong
        color: Theme.tone(root.tone)
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        Accessible.ignored: true
    }
}
