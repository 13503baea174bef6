// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// What this person reported, the newest first, and who of the duty has read it.
Item {
    id: root

    required property OwnReports board
    required property string chosenId
    signal chosen(string submissionId)

    EmptyState {
        visible: list.count === 0
        width: Math.min(parent.width - 2 * Theme.margin, Theme.readingWidth)
        anchors.horizontalCenter: parent.horizontalCenter
        iconName: "radio-tower"
        //: Shown when no field report was sent from this phone
        title: qsTr("No field report sent from this phone")
        //: What becomes of a field report once it is sent
        text: qsTr("Each report stays here with the time at which the duty read it, also without a network.")
    }
    ListView {
        id: list

        objectName: "ownReportList"
        anchors.fill: parent
        clip: true
        model: root.board.items
        spacing: 8
        leftMargin: Theme.margin
        rightMargin: Theme.margin
        topMargin: 12
        bottomMargin: 12
        delegate: NavigationRow {
            required property string submissionId
            required property string what
            required property string place
            required property string sentText
            required property string stateText
            required property int photoCount
            required property bool exercise
            required property var model

            //: Number of photos of a report
            readonly property string photos: photoCount > 0 ? qsTr("%n photo(s)", "", photoCount) : ""
            //: Mark on a report made in exercise mode
            readonly property string exerciseWord: exercise ? qsTr("Exercise") : ""

            objectName: "ownReport_" + submissionId
            width: list.width - 2 * Theme.margin
            iconName: "radio-tower"
            text: Words.joined([place, what], " – ")
            note: stateText
            noteTone: model.tone
            noteIcon: ({
                    "success": "eye",
                    "info": "server",
                    "warning": "smartphone"
                })[model.tone] ?? Theme.toneIcon(model.tone)
            detail: Words.joined([sentText, photos, exerciseWord], " · ")
            chosen: submissionId === root.chosenId
            onClicked: root.chosen(submissionId)
        }

        T.ScrollBar.vertical: ScrollMark {
        }
    }
}
