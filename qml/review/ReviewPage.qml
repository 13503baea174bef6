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

    //: Title of the screen of the duty authority
    title: qsTr("Authorisation")
    list: queue
    detail: reading
    onDetailClosed: desk.close()
    Component.onDestruction: desk.close()

    ReviewQueueList {
        id: queue

        desk: root.desk
        onChosen: (submissionId, revision) => {
            root.desk.open(submissionId, revision);
            root.detailOpen = true;
        }
    }
    ReviewReading {
        id: reading

        title: root.title
        desk: root.desk
        opened: root.detailOpen
        onDone: root.detailOpen = false
    }
}
