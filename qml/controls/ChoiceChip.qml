// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// A short answer that fits on a line with its neighbours (trend, channel, language).
T.AbstractButton {
    id: root

    property bool several: false

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + 16)
    leftPadding: 16
    rightPadding: 16
    focusPolicy: Qt.StrongFocus
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: RowLayout {
        spacing: 8

        AstIcon {
            icon: "check"
            visible: root.checked
            color: Theme.primary
        }
        AstText {
            text: root.text
            strong: root.checked
            color: root.checked ? Theme.primary : Theme.text
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.checked || root.down ? Theme.primaryTint : Theme.background
        border.width: root.checked ? 2 : 1
        border.color: root.checked ? Theme.primary : Theme.outline

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
