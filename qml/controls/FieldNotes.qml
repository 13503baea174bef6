// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// Under a field: its error, and the characters left. The counter is announced only from 20 left on.
RowLayout {
    id: root

    property string error
    property int remaining: 0
    property int maximum: 0
    // The last fifth, 20 characters at most.
    readonly property bool scarce: remaining <= Math.min(20, maximum / 5)
    property bool counted: false

    spacing: 8
    visible: error !== "" || counted

    ToneLabel {
        text: root.error
        tone: "danger"
        level: AstText.Secondary
        visible: text !== ""
        Layout.fillWidth: true
    }
    AstText {
        //: Characters left in a field, %n is their number
        text: qsTr("%n character(s) left", "", root.remaining)
        visible: root.counted
        level: AstText.Secondary
        color: root.scarce ? Theme.warning : Theme.muted
        horizontalAlignment: Text.AlignRight
        Layout.fillWidth: root.error === ""
        Accessible.ignored: !root.scarce
        Layout.alignment: Qt.AlignTop
    }
}
