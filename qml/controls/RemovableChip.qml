// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// Something chosen that a press takes away (a municipality, a partner account).
T.Button {
    id: root

    signal removed

    implicitWidth: implicitContentWidth + 28
    implicitHeight: Math.max(Theme.target, implicitContentHeight + 16)
    leftPadding: 16
    rightPadding: 12
    focusPolicy: Qt.StrongFocus
    //: Name of a button that takes %1 out of a selection
    Accessible.name: qsTr("Remove %1").arg(text)
    onClicked: removed()
    Keys.onReturnPressed: removed()
    Keys.onEnterPressed: removed()
    Keys.onDeletePressed: removed()

    contentItem: RowLayout {
        spacing: 8

        AstText {
            text: root.text
            color: Theme.primary
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        AstIcon {
            icon: "x"
            color: Theme.primary
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: Theme.primaryTint

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
