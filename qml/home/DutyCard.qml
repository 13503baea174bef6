// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Who is on duty, until when; a gap in the roster is said.
Card {
    id: root

    required property HomeBoard board

    AstText {
        //: Heading of the people on duty
        text: qsTr("On duty")
        level: AstText.Section
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.board.dutyProblem
        visible: text !== ""
        tone: "danger"
        Layout.fillWidth: true
    }
    AstText {
        //: Shown when the roster has not been received yet
        text: qsTr("The roster has not been received yet.")
        visible: people.count === 0 && root.board.dutyProblem === ""
        color: Theme.muted
        Layout.fillWidth: true
    }
    Repeater {
        id: people

        model: root.board.onDuty

        RowLayout {
            id: person

            required property string name
            required property string roleLabel
            required property date until
            required property string phone

            spacing: 12
            Layout.fillWidth: true

            AstIcon {
                icon: "user"
                color: Theme.muted
                Layout.alignment: Qt.AlignTop
            }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true

                AstText {
                    text: person.name
                    strong: true
                    Layout.fillWidth: true
                }
                AstText {
                    //: Role of a person on duty, and until when
                    text: qsTr("%1, until %2").arg(person.roleLabel).arg(Moments.day(person.until))
                    level: AstText.Secondary
                    Layout.fillWidth: true
                }
                QuietButton {
                    objectName: "call_" + person.phone
                    visible: person.phone !== ""
                    iconName: "phone"
                    //: Telephones the person on duty, %1 is the number
                    text: qsTr("Call %1").arg(person.phone)
                    leftPadding: 0
                    onClicked: Qt.openUrlExternally("tel:" + person.phone.replace(/[^+0-9]/g, ""))
                }
            }
        }
    }
}
