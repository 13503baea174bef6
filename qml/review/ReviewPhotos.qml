// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Each rendition that would be published, with its rights, its alternative text and its author.
ColumnLayout {
    id: root

    required property ReviewDesk desk
    readonly property alias count: rows.count

    spacing: 12

    Repeater {
        id: rows

        model: root.desk.photos

        ReviewPhoto {
            desk: root.desk
            Layout.fillWidth: true
            onMarkWanted: photo => sheet.ask(photo)
        }
    }
    ReviewMarkSheet {
        id: sheet

        onMarked: (bx, by, bw, bh, reason) => root.desk.mark(sheet.photo, bx, by, bw, bh, reason)
    }
}
