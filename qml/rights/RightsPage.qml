// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One of the five pages of questions on image rights. « None of this » answers what remains, explicitly.
Screen {
    id: root

    required property RightsDesk desk
    required property Router router
    readonly property var group: desk.groups.count > 0 ? desk.groups.get(desk.currentGroup) : ({})
    readonly property bool groupComplete: group.complete === true

    //: Title of the questions on image rights, %1 of five pages
    title: qsTr("Image rights – %1 of 5").arg(desk.currentGroup + 1)
    spacing: 12
    function leave(): bool {
        if (desk.currentGroup === 0)
            return true;
        desk.previous();
        return false;
    }

    Connections {
        target: root.desk

        function onFinished() {
            root.router.rightsResult();
        }
        function onChanged() {
            root.scroll.contentY = root.desk.currentGroup === list.group ? root.scroll.contentY : 0;
            list.group = root.desk.currentGroup;
        }
    }
    RowLayout {
        spacing: 4
        Accessible.ignored: true
        Layout.fillWidth: true

        Repeater {
            model: root.desk.groups

            Rectangle {
                required property int index
                required property bool complete

                implicitHeight: 6
                radius: 3
                color: index === root.desk.currentGroup ? Theme.primary : complete ? Theme.success : Theme.raised
                border.width: 1
                border.color: Theme.outline
                Layout.fillWidth: true
            }
        }
    }
    AstText {
        text: root.group.title ?? ""
        level: AstText.Title
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    ColumnLayout {
        id: list

        property int group: 0

        spacing: 12
        Layout.fillWidth: true

        Repeater {
            model: root.desk.questions

            RightsQuestion {
                Layout.fillWidth: true
                onAnswered: answerId => root.desk.answer(questionId, answerId)
            }
        }
    }
    ProblemCard {
        text: root.desk.problem
    }

    actions: [
        AstText {
            visible: !root.groupComplete
            //: Above the button « None of this »
            text: qsTr("“None of this” answers the questions that remain, in your name.")
            level: AstText.Secondary
            Layout.fillWidth: true
        },
        PrimaryButton {
            objectName: "noneOfTheseButton"
            visible: !root.groupComplete
            iconName: "check"
            //: Answers the remaining questions of a page with the harmless answer
            text: qsTr("None of this")
            onClicked: root.desk.noneOfThese()
        },
        PrimaryButton {
            objectName: "nextGroupButton"
            visible: root.groupComplete
            //: Goes to the next page of questions
            text: qsTr("Continue")
            onClicked: root.desk.next()
        }
    ]
}
