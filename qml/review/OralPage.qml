// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// An approval given by voice: the text to read aloud, then who approved, when, by which means, and what was read back.
Screen {
    id: root

    required property OralBoard board
    required property Router router
    property string authority
    property string means: "phone"

    // What was read aloud is what was read back, unless somebody writes otherwise.
    function propose() {
        if (readBack.text === "")
            readBack.text = board.text;
    }

    Component.onCompleted: propose()
    //: Title of the screen that records an approval given by telephone
    title: qsTr("Approved by voice")

    Connections {
        target: root.board

        function onRecorded() {
            root.router.home();
        }
        function onChanged() {
            root.propose();
        }
    }
    ToneLabel {
        //: What an approval by voice does and does not do
        text: qsTr("Recorded, not published: the authority confirms by signature within 24 hours, and only then is the message published. Without a network, the record leaves with the message.")
        tone: "warning"
        strong: false
        Layout.fillWidth: true
    }
    Card {
        visible: root.board.text !== ""
        Layout.fillWidth: true

        AstText {
            //: Heading of the text that is read aloud to the authority
            text: qsTr("Read aloud")
            level: AstText.Section
            Layout.fillWidth: true
        }
        AstText {
            objectName: "oralText"
            text: root.board.text
            Layout.fillWidth: true
        }
    }
    AstText {
        //: Heading of the choice of who approved by voice
        text: qsTr("Who approved")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        model: root.board.authorities

        ChoiceRow {
            required property string personId
            required property string name
            required property string roleLabel

            objectName: "authority_" + personId
            text: Words.joined([name, roleLabel], " – ")
            checked: root.authority === personId
            Layout.fillWidth: true
            onClicked: root.authority = personId
        }
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: ["phone", "radio", "inPerson"]

            ChoiceChip {
                required property string modelData

                objectName: "oralMeans_" + modelData
                text: MeansWords.title(modelData)
                checked: root.means === modelData
                onClicked: root.means = modelData
            }
        }
    }
    TextEntry {
        id: time

        //: Label of the time at which an approval was given by voice
        label: qsTr("Time of the approval")
        //: Help of a time that may be left empty
        help: qsTr("Now, if you leave it empty.")
        placeholder: "14:32"
        fieldName: "oralTime"
        hints: Qt.ImhTime
        Layout.fillWidth: true
    }
    LongTextEntry {
        id: readBack

        //: Label of what the authority repeated or what was read to it
        label: qsTr("What was read back")
        required: true
        maximum: 5000
        fieldName: "readBackField"
        Layout.fillWidth: true
    }

    actions: [
        ProblemCard {
            text: root.board.problem
        },
        PrimaryButton {
            objectName: "recordOralButton"
            iconName: "check"
            //: Records an approval given by voice
            text: qsTr("Record the approval")
            enabled: root.authority !== "" && readBack.text.trim() !== ""
            onClicked: root.board.record(root.authority, root.means, time.text.trim(), readBack.text.trim())
        }
    ]
}
