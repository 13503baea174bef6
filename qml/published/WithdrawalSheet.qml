// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Withdrawing names exactly one message and asks why.
Sheet {
    id: root

    property string submissionId
    property string messageTitle
    property string channelTitle
    property bool busy: false
    signal confirmedWith(string reason)

    //: Title of the panel that withdraws a published message
    title: qsTr("Withdraw this message?")

    function ask(id: string, what: string, where: string) {
        submissionId = id;
        messageTitle = what;
        channelTitle = where;
        reason.text = "";
        open();
        reason.take();
    }

    AstText {
        objectName: "consequenceText"
        //: What withdrawing does: %1 is the title of the message, %2 the channel
        text: qsTr("“%1” on %2: the withdrawal is proposed to the authority, then the page says that the message was withdrawn.").arg(root.messageTitle).arg(root.channelTitle)
        strong: true
        Layout.fillWidth: true
    }
    AstText {
        //: Reminder that copies made by others remain
        text: qsTr("Copies made by others cannot be taken back.")
        Layout.fillWidth: true
    }
    LongTextEntry {
        id: reason

        //: Label of the reason of a withdrawal
        label: qsTr("Reason of the withdrawal")
        required: true
        maximum: 500
        fieldName: "withdrawalReasonField"
        Layout.fillWidth: true
    }
    actions: HoldButton {
        //: Button that proposes the withdrawal of a published message
        label: qsTr("Withdraw the message")
        enabled: !root.busy && reason.text.trim() !== ""
        wide: true
        onHeld: root.confirmedWith(reason.text.trim())
    }
}
