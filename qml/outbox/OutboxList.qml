// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// The list of submissions, the newest first.
Item {
    id: root

    required property OutboxBoard board
    signal chosen(string submissionId)

    EmptyState {
        visible: list.count === 0
        width: Math.min(parent.width - 2 * Theme.margin, Theme.readingWidth)
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: "send"
        //: Shown when nothing has been submitted from this phone
        title: qsTr("Nothing has been submitted from this phone")
        //: What to do when nothing has been submitted
        text: qsTr("Take a photo or write a message from the home screen: it goes through here.")
    }
    ListView {
        id: list

        objectName: "outboxList"
        anchors.fill: parent
        clip: true
        model: root.board.items
        spacing: 8
        leftMargin: Theme.margin
        rightMargin: Theme.margin
        topMargin: 12
        bottomMargin: 12
        delegate: OutboxRow {
            width: list.width - 2 * Theme.margin
            chosen: submissionId === root.board.selectedId
            onClicked: root.chosen(submissionId)
        }

        T.ScrollBar.vertical: ScrollMark {
        }
    }
}
