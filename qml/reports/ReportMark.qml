// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Templates as T
import Astreinte

// One municipality in the drawing: how many reports.
T.AbstractButton {
    id: root

    required property var model
    required property string code
    required property string name
    required property int count

    objectName: "mark_" + code
    width: Theme.target
    height: Theme.target
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    //: A municipality and the number of its reports
    Accessible.name: qsTr("%1, %n report(s)", "", count).arg(name)
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: AstText {
        text: root.count
        strong: true
        color: root.checked ? Theme.primaryInk : Theme.primary
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
    background: Item {
        Rectangle {
            anchors.centerIn: parent
            width: 36
            height: 36
            radius: 18
            color: root.checked ? Theme.primary : Theme.primaryTint
            border.width: 2
            border.color: Theme.primary
        }
        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
