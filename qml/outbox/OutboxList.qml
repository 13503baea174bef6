// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// The list of submissions, the newest first, with a search once there are more than one sees at a glance.
ColumnLayout {
    id: root

    required property OutboxBoard board
    signal chosen(string submissionId)

    spacing: 0

    SearchEntry {
        visible: root.board.searchable
        //: Label of the search over what was submitted
        label: qsTr("Search the outbox")
        fieldName: "outboxSearchField"
        Layout.fillWidth: true
        Layout.margins: 12
        Layout.leftMargin: Theme.margin
        Layout.rightMargin: Theme.margin
        onEdited: text => root.board.search = text
        Component.onCompleted: text = root.board.search
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true

        EmptyState {
            visible: list.count === 0 && !root.board.searching
            width: Math.min(parent.width - 2 * Theme.margin, Theme.readingWidth)
            anchors.horizontalCenter: parent.horizontalCenter
            iconName: root.board.search === "" ? "send" : "search"
            title: root.board.search === "" ?
            //: Shown when nothing has been submitted from this phone
            qsTr("Nothing has been submitted from this phone") :
            //: Shown when no submission holds the words searched for
            qsTr("No submission holds these words")
            text: root.board.search === "" ?
            //: What to do when nothing has been submitted
            qsTr("Take a photo or write a message from the home screen: it goes through here.") :
            //: What to do when no submission holds the words searched for
            qsTr("Search the beginning of a word: a commune, a road, a word of the message.")
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
            topMargin: root.board.searchable ? 0 : 12
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
}
