// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// What the person on duty tells the next one; the rest of the note is written by the server.
Disclosure {
    id: root

    required property HandoverBoard board

    //: Unfolds the field for what the person on duty tells the next one
    title: qsTr("A word for the next duty")

    Connections {
        target: root.board

        function onRemarked() {
            remark.text = "";
            root.open = false;
        }
    }
    LongTextEntry {
        id: remark

        //: Label of what the person on duty tells the next one
        label: qsTr("To hand over")
        //: Help of the field for the next duty
        help: qsTr("It joins the note of what is open, which writes itself.")
        maximum: 2000
        fieldName: "handoverRemark"
        Layout.fillWidth: true
    }
    SecondaryButton {
        objectName: "saveRemarkButton"
        iconName: "check"
        //: Keeps the words for the next duty
        text: qsTr("Keep for the next duty")
        busy: root.board.busy
        enabled: remark.text.trim() !== "" && !root.board.busy
        onClicked: root.board.remark(remark.text.trim())
    }
}
