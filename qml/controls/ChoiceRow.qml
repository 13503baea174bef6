// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// One answer among several (radio), or one to tick (`several`).
T.AbstractButton {
    id: root

    property string detail
    property bool several: false

    implicitWidth: 288
    implicitHeight: Math.max(Theme.target, implicitContentHeight + 16)
    leftPadding: 12
    rightPadding: 12
    focusPolicy: Qt.StrongFocus
    Accessible.role: several ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.name: text
    Accessible.description: detail
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: RowLayout {
        spacing: 12

        AstIcon {
            icon: root.several ? (root.checked ? "square-check" : "square") : (root.checked ? "circle-dot" : "circle")
            color: root.checked ? Theme.primary : Theme.muted
            Layout.alignment: Qt.AlignVCenter
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            AstText {
                text: root.text
                strong: root.checked
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            AstText {
                text: root.detail
                visible: text !== ""
                level: AstText.Secondary
                Layout.fillWidth: true
                Accessible.ignored: true
            }
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
