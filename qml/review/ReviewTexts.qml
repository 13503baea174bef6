// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// The texts of each channel, French then English, exactly as they would go out.
ColumnLayout {
    id: root

    required property var channels

    spacing: 12

    Repeater {
        model: root.channels

        ReviewText {
            Layout.fillWidth: true
        }
    }
}
