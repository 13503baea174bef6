// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// The authority's desk: the queue, and the proposal exactly as it would be published.
TwoPanes {
    id: root

    required property ReviewDesk desk
    required property Session session
    required property Router router
    readonly property var onlyOne: desk.onlyOne
    // The proposal to open at once, "" for the queue.
    property string wantedId
    property int wantedRevision

    //: Title of the screen of the duty authority
    title: qsTr("Authorisation")
    list: queue
    detail: reading
    onDetailClosed: desk.close()
    // One proposal alone opens by itself: the authority is a tap closer to the decision.
    Component.onCompleted: if (wantedId !== "")
        show(wantedId, wantedRevision)
    else if (onlyOne.submissionId)
        show(onlyOne.submissionId, onlyOne.revision)
    Component.onDestruction: desk.close()

    function show(submissionId: string, revision: int) {
        desk.open(submissionId, revision);
        detailOpen = true;
    }

    ReviewQueueList {
        id: queue

        desk: root.desk
        onChosen: (submissionId, revision) => root.show(submissionId, revision)
    }
    ReviewReading {
        id: reading

        title: root.title
        desk: root.desk
        opened: root.detailOpen
        passphrase: root.session.usesPassphrase
        onDone: root.detailOpen = false
    }
}
