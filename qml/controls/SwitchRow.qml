// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// Something on or off, with its state in words.
T.AbstractButton {
    id: root

    property string detail
    //: State of a switch that is on
    readonly property string onWord: qsTr("On")
    //: State of a switch that is off
    readonly property string offWord: qsTr("Off")

    implicitWidth: 288
    implicitHeight: Math.max(Theme.decisive, implicitContentHeight + 16)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.description: detail
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: RowLayout {
        spacing: 12

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            AstText {
                text: root.text
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            AstText {
                text: Words.joined([root.checked ? root.onWord : root.offWord, root.detail], " – ")
                level: AstText.Secondary
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        Rectangle {
            implicitWidth: 52
            implicitHeight: 32
            radius: 16
            color: root.checked ? Theme.primary : Theme.background
            border.width: 2
            border.color: root.checked ? Theme.primary : Theme.outline

            Rectangle {
                width: 20
                height: 20
                radius: 10
                x: root.checked ? 26 : 6
                anchors.verticalCenter: parent.verticalCenter
                color: root.checked ? Theme.primaryInk : Theme.outline
            }
        }
    }
    background: Item {
        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
