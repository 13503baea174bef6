// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// The reports of the field, by municipality; one of them, as this person may read it.
TwoPanes {
    id: root

    required property ReportBoard board
    required property Router router

    //: Title of the screen of field reports
    title: qsTr("Field reports")
    list: items
    detail: reading
    onDetailClosed: board.close()
    Component.onDestruction: board.close()

    ReportList {
        id: items

        board: root.board
        title: root.title
        onChosen: submissionId => {
            root.board.open(submissionId);
            root.detailOpen = true;
        }
    }
    ReportReading {
        id: reading

        board: root.board
        title: root.title
        opened: root.detailOpen
    }
}
