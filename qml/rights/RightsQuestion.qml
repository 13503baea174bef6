// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One question: folded it shows its answer, unfolded all the answers and what the chosen one asks for.
Card {
    id: root

    required property string questionId
    required property string text
    required property string help
    required property var answers
    required property string chosen

    property bool open: false
    readonly property var answer: answers.find(one => one.id === chosen)
    signal answered(string answerId)

    padding: 4
    spacing: 4

    NavigationRow {
        objectName: "question_" + root.questionId
        iconName: root.answer ? "circle-check" : "circle-dashed"
        tone: root.answer ? "success" : "text"
        text: root.text
        detail: root.answer ? root.answer.label :
        //: State of a question that has no answer yet
        qsTr("Not answered")
        chevron: false
        Accessible.checkable: true
        Accessible.checked: root.open
        Layout.fillWidth: true
        onClicked: root.open = !root.open
    }
    AstText {
        text: root.help
        visible: root.open && text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
        Layout.leftMargin: 12
        Layout.rightMargin: 12
    }
    ColumnLayout {
        visible: root.open
        spacing: 8
        Layout.fillWidth: true
        Layout.margins: 8

        Repeater {
            model: root.open ? root.answers : []

            ChoiceRow {
                required property var modelData

                objectName: "answer_" + modelData.id
                text: modelData.label
                checked: modelData.id === root.chosen
                Layout.fillWidth: true
                onClicked: {
                    root.open = false;
                    root.answered(modelData.id);
                }
            }
        }
    }
    AstText {
        text: root.answer ? root.answer.prompt ?? "" : ""
        visible: text !== "" && !root.open
        level: AstText.Secondary
        Layout.fillWidth: true
        Layout.leftMargin: 52
        Layout.rightMargin: 12
        Layout.bottomMargin: 8
    }
}
