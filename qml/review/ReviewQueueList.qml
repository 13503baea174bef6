// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// The proposals that await a decision.
Item {
    id: root

    required property ReviewDesk desk
    signal chosen(string submissionId, int revision)

    ColumnLayout {
        anchors.fill: parent
        spacing: 8

        QuietButton {
            objectName: "refreshQueueButton"
            iconName: "refresh-cw"
            //: Asks the server again for the proposals
            text: qsTr("Refresh")
            busy: root.desk.busy
            Layout.topMargin: 8
            Layout.leftMargin: 8
            onClicked: root.desk.refresh()
        }
        ProblemCard {
            text: root.desk.loaded ? "" : root.desk.problem
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
        }
        Skeleton {
            visible: root.desk.busy && list.count === 0
            Layout.fillWidth: true
            Layout.margins: Theme.margin
        }
        EmptyState {
            visible: !root.desk.busy && list.count === 0
            iconName: "shield-check"
            //: Shown when no proposal awaits a decision
            title: qsTr("Nothing awaits your decision")
            //: What happens when a proposal arrives
            text: qsTr("The phone tells you when a proposal arrives.")
            Layout.fillWidth: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
        }
        ListView {
            id: list

            objectName: "reviewQueue"
            clip: true
            model: root.desk.queue
            spacing: 8
            leftMargin: Theme.margin
            rightMargin: Theme.margin
            bottomMargin: 12
            delegate: ReviewQueueRow {
                width: list.width - 2 * Theme.margin
                onClicked: root.chosen(submissionId, revision)
            }
            Layout.fillWidth: true
            Layout.fillHeight: true

            T.ScrollBar.vertical: ScrollMark {
            }
        }
    }
}
