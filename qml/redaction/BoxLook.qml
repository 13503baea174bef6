// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte

// How a box looks over the photo: covered, in squares, or shown; what the device proposes is seen through.
Rectangle {
    id: root

    required property string treatment
    required property bool proposed
    required property bool chosen
    readonly property int across: 6

    color: treatment === "opaque" ? (proposed ? "#992B2F36" : "#F02B2F36") : "transparent"
    border.width: chosen ? 3 : 2
    border.color: chosen ? Theme.primary : proposed ? "#FFB871" : "#FFFFFF"
    clip: true

    Grid {
        anchors.fill: parent
        anchors.margins: 2
        visible: root.treatment === "mosaic"
        columns: root.across
        opacity: root.proposed ? 0.6 : 0.95

        Repeater {
            model: root.across * root.across

            Rectangle {
                required property int index

                width: Math.max(0, root.width - 4) / root.across
                height: Math.max(0, root.height - 4) / root.across
                color: ["#3B414A", "#565E69", "#2B2F36", "#707985", "#474E58"][(index * 7 + Math.floor(index / root.across) * 3) % 5]
            }
        }
    }
}
