// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The notes to acknowledge, first thing on the home screen of who takes over.
ColumnLayout {
    id: root

    required property HandoverBoard board
    readonly property alias count: rows.count

    spacing: 12

    Repeater {
        id: rows

        model: root.board.notes

        HandoverNote {
            busy: root.board.busy
            Layout.fillWidth: true
            onAcknowledged: root.board.acknowledge(entry)
        }
    }
    ProblemCard {
        text: root.board.problem
    }
}
