// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// Nothing here yet: says so, and what to do next.
ColumnLayout {
    id: root

    required property string title
    property string text
    property string iconName: "inbox"

    spacing: 8

    AstIcon {
        icon: root.iconName
        extent: 48
        color: Theme.muted
        Layout.alignment: Qt.AlignHCenter
        Layout.topMargin: 24
    }
    AstText {
        text: root.title
        level: AstText.Section
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    AstText {
        text: root.text
        visible: text !== ""
        color: Theme.muted
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.bottomMargin: 24
    }
}
