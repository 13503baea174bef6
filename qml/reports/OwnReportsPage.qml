// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// A liaison officer's own reports: what was sent, who of the duty has read it, and how to go on from there.
TwoPanes {
    id: root

    required property OwnReports board
    required property OutboxBoard outbox
    required property Router router
    readonly property var selected: outbox.selected

    title: detailOpen && !wide ? selected.title ?? "" :
    //: Title of the screen of the field reports that the person sent
    qsTr("My field reports")
    list: items
    detail: one

    Connections {
        target: root.outbox

        function onEditing() {
            root.router.afterPhoto();
        }
    }
    OwnReportList {
        id: items

        board: root.board
        chosenId: root.wide ? root.outbox.selectedId : ""
        onChosen: submissionId => {
            root.outbox.select(submissionId);
            root.detailOpen = true;
        }
    }
    OutboxDetail {
        id: one

        board: root.outbox
        title: root.title
        onFollowUpRequested: submissionId => root.router.followUp(submissionId)
    }
}
