// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte

// What is published of the photo: the rest is dimmed. Dragged by its middle, resized by its corner; arrows move it, Shift
// and arrows resize it.
Item {
    id: root

    // x, y, width, height as fractions of the photo
    required property rect crop
    readonly property real step: 0.02
    signal changed(real cx, real cy, real cw, real ch)

    objectName: "cropFrame"
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    //: Accessible name of the frame that crops a photo; %1 and %2 are per cent of its width and height
    Accessible.name: qsTr("Part that is published: %1 % of the width, %2 % of the height").arg(Math.round(crop.width * 100)).arg(Math.round(crop.height * 100))
    //: How to work on the frame that crops a photo with the keyboard
    Accessible.description: qsTr("Arrows move it, Shift and arrows resize it.")
    Accessible.focusable: true

    function nudge(event: var, dx: real, dy: real) {
        if (event.modifiers & Qt.ShiftModifier)
            changed(crop.x, crop.y, crop.width + dx * step, crop.height + dy * step);
        else
            changed(crop.x + dx * step, crop.y + dy * step, crop.width, crop.height);
        event.accepted = true;
    }

    Keys.onLeftPressed: event => nudge(event, -1, 0)
    Keys.onRightPressed: event => nudge(event, 1, 0)
    Keys.onUpPressed: event => nudge(event, 0, -1)
    Keys.onDownPressed: event => nudge(event, 0, 1)

    component Dimmed: Rectangle {
        color: "#99000000"
    }
    Dimmed {
        width: parent.width
        height: frame.y
    }
    Dimmed {
        y: frame.y + frame.height
        width: parent.width
        height: parent.height - y
    }
    Dimmed {
        y: frame.y
        width: frame.x
        height: frame.height
    }
    Dimmed {
        x: frame.x + frame.width
        y: frame.y
        width: parent.width - x
        height: frame.height
    }
    Item {
        id: frame

        x: root.crop.x * root.width
        y: root.crop.y * root.height
        width: root.crop.width * root.width
        height: root.crop.height * root.height

        Rectangle {
            anchors.fill: parent
            color: "transparent"
            border.width: 2
            border.color: "#FFFFFF"
        }
        FocusFrame {
            control: root
        }
        MouseArea {
            property point from
            property rect before

            anchors.fill: parent
            preventStealing: true
            Accessible.ignored: true
            onPressed: mouse => {
                root.forceActiveFocus(Qt.MouseFocusReason);
                from = mapToItem(root, mouse.x, mouse.y);
                before = root.crop;
            }
            onPositionChanged: mouse => {
                const to = mapToItem(root, mouse.x, mouse.y);
                root.changed(before.x + (to.x - from.x) / root.width, before.y + (to.y - from.y) / root.height, before.width, before.height);
            }
        }
        MouseArea {
            property point from
            property rect before

            objectName: "cropCorner"
            width: Theme.target
            height: Theme.target
            x: Math.min(parent.width - width / 2, root.width - frame.x - width)
            y: Math.min(parent.height - height / 2, root.height - frame.y - height)
            preventStealing: true
            Accessible.ignored: true
            onPressed: mouse => {
                from = mapToItem(root, mouse.x, mouse.y);
                before = root.crop;
            }
            onPositionChanged: mouse => {
                const to = mapToItem(root, mouse.x, mouse.y);
                root.changed(before.x, before.y, before.width + (to.x - from.x) / root.width, before.height + (to.y - from.y) / root.height);
            }

            Rectangle {
                anchors.centerIn: parent
                width: 20
                height: 20
                radius: 10
                color: Theme.primary
                border.width: 2
                border.color: Theme.primaryInk
            }
        }
    }
}
