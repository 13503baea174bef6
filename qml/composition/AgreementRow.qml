// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One agreement, to record or recorded: who, when, by which means.
Card {
    id: root

    required property var model
    property string means: "phone"
    readonly property bool filled: who.text.trim() !== ""
    signal recorded(string who, string means, string time)
    signal takenBack

    function take() {
        who.take();
    }

    function record() {
        if (filled)
            recorded(who.text.trim(), means, time.text.trim());
    }

    padding: 12

    ToneLabel {
        text: root.model.label
        tone: root.model.closed ? "success" : "warning"
        iconName: root.model.closed ? "circle-check" : "circle-dashed"
        Layout.fillWidth: true
    }
    AstText {
        visible: root.model.closed
        text: root.model.note
        level: AstText.Secondary
        Layout.fillWidth: true
        Layout.leftMargin: 32
    }
    QuietButton {
        objectName: "forgetAgreement_" + root.model.id
        visible: root.model.closed
        iconName: "pencil"
        //: Records an agreement anew
        text: qsTr("Change")
        onClicked: root.takenBack()
    }
    TextEntry {
        id: who

        visible: !root.model.closed
        label: root.means === "none" ?
        //: Label of the field that says why an agreement is not needed here
        qsTr("Why it is not needed") :
        //: Label of the field that records who gave an agreement
        qsTr("Who agreed")
        placeholder: root.means === "none" ?
        //: Example of why an agreement is not needed
        qsTr("No casualties") :
        //: Example of who gave an agreement
        qsTr("SIDPC duty officer")
        required: true
        fieldName: "agreementWho_" + root.model.id
        Layout.fillWidth: true
        onAccepted: root.record()
    }
    Flow {
        visible: !root.model.closed
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.model.conditional ? ["phone", "radio", "inPerson", "written", "none"] : ["phone", "radio", "inPerson", "written"]

            ChoiceChip {
                required property string modelData

                objectName: "means_" + modelData + "_" + root.model.id
                text: MeansWords.title(modelData)
                checked: root.means === modelData
                onClicked: root.means = modelData
            }
        }
    }
    TextEntry {
        id: time

        visible: !root.model.closed
        //: Label of the time at which an agreement was given
        label: qsTr("Time")
        //: Help of the time of an agreement
        help: qsTr("Now, if you leave it empty.")
        placeholder: "14:32"
        fieldName: "agreementTime_" + root.model.id
        hints: Qt.ImhTime
        Layout.fillWidth: true
        onAccepted: root.record()
    }
    SecondaryButton {
        objectName: "agreement_" + root.model.id
        visible: !root.model.closed
        enabled: root.filled
        iconName: "check"
        //: Records an agreement
        text: qsTr("Record the agreement")
        onClicked: root.record()
    }
}
