// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte

// One box: dragged by its middle, resized by its corner. Arrows move it, Shift and arrows resize it, Delete removes it.
Item {
    id: root

    required property string regionId
    required property var model
    required property Item canvas
    required property bool chosen
    readonly property string label: model.label
    signal selected
    // fractions of the upright picture
    signal moved(real px, real py, real pw, real ph)
    signal removed

    readonly property real boxX: model.x * canvas.width
    readonly property real boxY: model.y * canvas.height
    readonly property real step: 0.02

    objectName: "region_" + regionId
    x: boxX
    y: boxY
    width: model.w * canvas.width
    height: model.h * canvas.height
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: label
    //: How to work on a box with the keyboard
    Accessible.description: qsTr("Arrows move it, Shift and arrows resize it, Delete removes it.")
    Accessible.focusable: true
    Accessible.onPressAction: selected()
    onActiveFocusChanged: if (activeFocus)
        selected()

    function settle() {
        const w = Math.min(1, Math.max(0.01, width / canvas.width));
        const h = Math.min(1, Math.max(0.01, height / canvas.height));
        moved(Math.max(0, Math.min(1 - w, x / canvas.width)), Math.max(0, Math.min(1 - h, y / canvas.height)), w, h);
    }

    function nudge(event: var, dx: real, dy: real) {
        if (event.modifiers & Qt.ShiftModifier) {
            width += dx * step * canvas.width;
            height += dy * step * canvas.height;
        } else {
            x += dx * step * canvas.width;
            y += dy * step * canvas.height;
        }
        settle();
        event.accepted = true;
    }

    function restore() {
        x = Qt.binding(() => boxX);
        y = Qt.binding(() => boxY);
        width = Qt.binding(() => model.w * canvas.width);
        height = Qt.binding(() => model.h * canvas.height);
    }

    Keys.onLeftPressed: event => nudge(event, -1, 0)
    Keys.onRightPressed: event => nudge(event, 1, 0)
    Keys.onUpPressed: event => nudge(event, 0, -1)
    Keys.onDownPressed: event => nudge(event, 0, 1)
    Keys.onDeletePressed: removed()
    onModelChanged: restore()

    BoxLook {
        anchors.fill: parent
        treatment: root.model.treatment
        proposed: root.model.proposed === true
        chosen: root.chosen
    }
    FocusFrame {
        control: root
    }
    // At least 48 px to take hold of, however small the box.
    MouseArea {
        anchors.centerIn: parent
        width: Math.max(Theme.target, parent.width)
        height: Math.max(Theme.target, parent.height)
        preventStealing: true
        drag.target: root
        drag.threshold: 4
        Accessible.ignored: true
        onPressed: root.forceActiveFocus(Qt.MouseFocusReason)
        onReleased: root.settle()
    }
    MouseArea {
        property point from

        visible: root.chosen
        width: Theme.target
        height: Theme.target
        x: parent.width - width / 2
        y: parent.height - height / 2
        preventStealing: true
        Accessible.ignored: true
        onPressed: mouse => from = Qt.point(mouse.x, mouse.y)
        onPositionChanged: mouse => {
            root.width = Math.max(8, root.width + mouse.x - from.x);
            root.height = Math.max(8, root.height + mouse.y - from.y);
        }
        onReleased: root.settle()

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
