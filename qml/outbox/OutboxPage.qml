// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// What this phone has submitted, and how far each one has come.
TwoPanes {
    id: root

    required property OutboxBoard board
    required property Router router
    // The submission to show at once, "" for the list.
    property string opened
    readonly property var selected: board.selected

    title: detailOpen && !wide ? selected.title ?? "" :
    //: Title of the screen of submissions
    qsTr("Outbox")
    list: items
    detail: one
    Component.onCompleted: if (opened !== "")
        show(opened)

    function show(submissionId: string) {
        board.select(submissionId);
        detailOpen = true;
    }

    Connections {
        target: root.board

        function onEditing() {
            root.router.afterPhoto();
        }
    }
    OutboxList {
        id: items

        board: root.board
        onChosen: submissionId => root.show(submissionId)
    }
    OutboxDetail {
        id: one

        board: root.board
        title: root.title
        onPublishedRequested: root.router.published()
        onVoiceRequested: (submissionId, revision) => root.router.voice(submissionId, revision)
        onVoiceDiscarded: submissionId => root.router.app.oral.discard(submissionId)
        onFollowUpRequested: submissionId => root.router.followUp(submissionId)
    }
}
