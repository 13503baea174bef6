// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// What the button kinds have in common: icon, wrapped label, busy state, focus frame, keys. Use PrimaryButton,
// SecondaryButton, QuietButton or DangerButton.
T.Button {
    id: root

    property string iconName
    property bool busy: false
    property color fill: "transparent"
    property color fillPressed: Theme.raised
    property color ink: Theme.text
    property color edge: "transparent"
    property bool centred: true
    // As wide as its place; otherwise as wide as its words, and never wider than its place.
    property bool wide: false

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: 16
    rightPadding: 16
    topPadding: 8
    bottomPadding: 8
    focusPolicy: Qt.StrongFocus
    Layout.fillWidth: true
    Layout.maximumWidth: wide ? Infinity : Math.ceil(implicitWidth)
    opacity: enabled ? 1 : 0.55
    Accessible.name: text
    Accessible.description: busy ? Words.busy : ""
    Keys.onReturnPressed: if (enabled)
        clicked()
    Keys.onEnterPressed: if (enabled)
        clicked()

    contentItem: RowLayout {
        spacing: 8

        Item {
            visible: root.centred
            Layout.fillWidth: true
        }
        AstIcon {
            icon: root.busy ? "hourglass" : root.iconName
            visible: icon !== ""
            color: root.ink
            Layout.alignment: Qt.AlignVCenter
        }
        AstText {
            text: root.text
            visible: text !== ""
            color: root.ink
            strong: true
            horizontalAlignment: root.centred && root.iconName === "" ? Text.AlignHCenter : Text.AlignLeft
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            Accessible.ignored: true
        }
        Item {
            Layout.fillWidth: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? root.fillPressed : root.fill
        border.width: root.edge.a > 0 ? 2 : 0
        border.color: root.edge

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
