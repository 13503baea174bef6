// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Templates as T
import Astreinte

// One key of the PIN keypad: a digit, "delete", or "" for the empty corner.
T.Button {
    id: root

    required property string digit
    readonly property bool erases: digit === "delete"

    objectName: erases ? "pinDelete" : "pin" + digit
    implicitHeight: Theme.decisive
    implicitWidth: 88
    opacity: digit === "" ? 0 : 1
    enabled: digit !== ""
    focusPolicy: Qt.TabFocus
    //: Key of the keypad that removes the last digit
    text: erases ? qsTr("Delete the last digit") : digit
    Accessible.name: text
    Accessible.ignored: digit === ""

    contentItem: Item {
        AstText {
            anchors.centerIn: parent
            text: root.digit
            visible: !root.erases
            level: AstText.Section
            Accessible.ignored: true
        }
        Loader {
            anchors.centerIn: parent
            active: root.erases
            sourceComponent: AstIcon {
                icon: "delete"
            }
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
