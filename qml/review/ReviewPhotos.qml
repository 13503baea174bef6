// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Each rendition that would be published, with its rights, its alternative text and its author.
ColumnLayout {
    id: root

    required property var photos
    readonly property alias count: rows.count

    spacing: 12

    Repeater {
        id: rows

        model: root.photos

        ReviewPhoto {
            Layout.fillWidth: true
        }
    }
}
