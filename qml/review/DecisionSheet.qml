// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The decision: repeats exactly what will happen, asks for the reason where one is due, and for the PIN.
Sheet {
    id: root

    required property ReviewDesk desk
    property string decision: "approve"
    property bool passphrase: false
    readonly property bool approving: decision === "approve"
    // « Décision unique »: the authority on duty decides on what it wrote itself, and says why.
    readonly property bool alone: approving && desk.sole
    readonly property bool reasoned: reason.text.trim().length >= (alone ? 10 : 1)

    title: {
        switch (decision) {
        case "return":
            //: Title of the panel that returns a proposal to its author
            return qsTr("Ask for a correction");
        case "reject":
            //: Title of the panel that refuses a proposal
            return qsTr("Refuse");
        default:
            //: Title of the panel that authorises a proposal
            return qsTr("Authorise");
        }
    }

    function ask(what: string) {
        decision = what;
        reason.text = "";
        pin.clear();
        open();
        if (approving && !alone)
            pin.take();
        else
            reason.take();
    }

    function decide() {
        if (act.enabled)
            desk.decide(decision, reason.text.trim(), pin.text);
    }

    onClosed: pin.clear()

    AstText {
        objectName: "consequenceText"
        text: root.approving ? root.desk.consequence :
        //: What returning or refusing a proposal does
        qsTr("Nothing is published. The author receives your reason.")
        strong: true
        Layout.fillWidth: true
    }
    ToneLabel {
        visible: root.approving
        //: Asked before publishing a picture
        text: qsTr("A published picture cannot be taken back. Do you confirm that it respects the people shown?")
        tone: "warning"
        strong: false
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    ToneLabel {
        objectName: "marksLabel"
        visible: root.decision === "return" && root.desk.marks.count > 0
        //: In the panel that returns a proposal: places of its photos that the authority marked
        text: qsTr("%n place(s) to blur, marked on the photos.", "", root.desk.marks.count)
        tone: "info"
        iconName: "square-dashed"
        strong: false
        Layout.fillWidth: true
    }
    LongTextEntry {
        id: reason

        visible: !root.approving || root.alone
        label: root.alone ?
        //: Label of the reason why one authority decides alone on its own message
        qsTr("Why you decide alone") :
        //: Label of the reason of a return or a refusal
        qsTr("Reason")
        help: root.alone ?
        //: Help of the reason why one authority decides alone
        qsTr("Required, at least 10 characters. It is signed with the decision and kept.") :
        //: Help of the reason of a return or a refusal
        qsTr("Required. The author reads it as you write it.")
        required: true
        maximum: 500
        fieldName: "reasonField"
        Layout.fillWidth: true
    }
    PinEntry {
        id: pin

        passphrase: root.passphrase
        error: root.desk.problem
        Layout.fillWidth: true
        onAccepted: root.decide()
    }

    actions: PrimaryButton {
        id: act

        objectName: "decideButton"
        text: root.approving ? root.desk.consequence : root.title
        busy: root.desk.busy
        enabled: !root.desk.busy && pin.text.length >= 4 && ((root.approving && !root.alone) || root.reasoned)
        onClicked: root.decide()
    }
}
