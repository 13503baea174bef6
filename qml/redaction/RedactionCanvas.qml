// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// The photo with its boxes. A drag over the photo draws a box; two fingers magnify and move it, the switch lets one move
// it.
Rectangle {
    id: root

    required property RedactionDesk desk
    required property string selectedId
    property bool cropping: false
    property real zoom: 1
    signal selected(string id)

    readonly property real ratio: desk.imageHeight > 0 ? desk.imageWidth / desk.imageHeight : 4 / 3
    readonly property real fitWidth: Math.min(width, height * ratio)

    implicitHeight: 240
    color: Theme.raised
    clip: true
    objectName: "redactionCanvas"
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    //: Accessible name of the photo being blurred
    Accessible.name: qsTr("Photo to blur")

    Keys.onPressed: event => {
        // + and - as on every map, with or without Shift; the boxes keep the arrows.
        const larger = event.key === Qt.Key_Plus || event.key === Qt.Key_Equal;
        if (!larger && event.key !== Qt.Key_Minus)
            return;
        root.magnify(larger ? 1 : -1);
        event.accepted = true;
    }
    function magnify(steps: real) {
        zoom = Math.max(1, Math.min(6, zoom + steps));
    }

    Flickable {
        id: view

        anchors.fill: parent
        contentWidth: Math.max(width, photo.width)
        contentHeight: Math.max(height, photo.height)
        interactive: root.zoom > 1 && mover.checked
        boundsBehavior: Flickable.StopAtBounds

        PhotoFrame {
            id: photo

            source: root.desk.imageUrl
            fillMode: Image.Stretch
            width: root.fitWidth * root.zoom
            height: width / root.ratio
            x: Math.max(0, (view.width - width) / 2)
            y: Math.max(0, (view.height - height) / 2)

            // One finger or the mouse draws, two magnify around the place that they hold.
            MultiPointTouchArea {
                id: hand

                property bool drawing: false
                property real apart: 1
                property real before: 1
                property point held

                function between(): point {
                    return view.mapFromItem(null, (one.sceneX + two.sceneX) / 2, (one.sceneY + two.sceneY) / 2);
                }
                function distance(): real {
                    return Math.max(1, Math.hypot(one.sceneX - two.sceneX, one.sceneY - two.sceneY));
                }
                function hold() {
                    const middle = between();
                    apart = distance();
                    before = root.zoom;
                    held = Qt.point((view.contentX + middle.x - photo.x) / photo.width, (view.contentY + middle.y - photo.y) / photo.height);
                }
                function stretch() {
                    const middle = between();
                    root.zoom = Math.max(1, Math.min(6, before * distance() / apart));
                    view.contentX = Math.max(0, Math.min(view.contentWidth - view.width, held.x * photo.width + photo.x - middle.x));
                    view.contentY = Math.max(0, Math.min(view.contentHeight - view.height, held.y * photo.height + photo.y - middle.y));
                }

                anchors.fill: parent
                enabled: !root.cropping
                minimumTouchPoints: view.interactive ? 2 : 1
                maximumTouchPoints: 2
                Accessible.ignored: true
                touchPoints: [
                    TouchPoint {
                        id: one
                    },
                    TouchPoint {
                        id: two
                    }
                ]
                onGestureStarted: gesture => gesture.grab()
                onPressed: {
                    drawing = !two.pressed && !view.interactive;
                    if (one.pressed && two.pressed)
                        hold();
                }
                onUpdated: {
                    if (one.pressed && two.pressed)
                        stretch();
                }
                onReleased: {
                    if (drawing && draft.width > 12 && draft.height > 12)
                        root.desk.addRegion(draft.x / photo.width, draft.y / photo.height, draft.width / photo.width, draft.height / photo.height, root.desk.usualKind);
                    drawing = false;
                }
                onCanceled: drawing = false
            }
            Rectangle {
                id: draft

                visible: hand.drawing
                x: Math.max(0, Math.min(one.startX, one.x))
                y: Math.max(0, Math.min(one.startY, one.y))
                width: Math.min(photo.width, Math.max(one.startX, one.x)) - x
                height: Math.min(photo.height, Math.max(one.startY, one.y)) - y
                color: "#80000000"
                border.width: 2
                border.color: "#FFFFFF"
            }
            Repeater {
                model: root.desk.regions

                RedactionBox {
                    canvas: photo
                    enabled: !root.cropping
                    chosen: regionId === root.selectedId
                    onSelected: root.selected(regionId)
                    onMoved: (px, py, pw, ph) => root.desk.moveRegion(regionId, px, py, pw, ph)
                    onRemoved: root.desk.removeRegion(regionId)
                }
            }
            CropFrame {
                anchors.fill: parent
                crop: root.desk.crop
                visible: root.cropping || crop.width < 1 || crop.height < 1
                enabled: root.cropping
                onChanged: (cx, cy, cw, ch) => root.desk.setCrop(cx, cy, cw, ch)
            }
        }
    }
    FocusFrame {
        control: root
    }
    Row {
        spacing: 8
        anchors {
            right: parent.right
            bottom: parent.bottom
            margins: 8
        }

        IconButton {
            id: mover

            objectName: "movePhotoButton"
            visible: root.zoom > 1
            iconName: "move"
            fill: checked ? Theme.primaryTint : Theme.background
            text: checked ?
            //: Name of the switch while a drag moves the photo
            qsTr("A drag moves the photo. Press to draw.") :
            //: Name of the switch while a drag draws a box
            qsTr("A drag draws a box. Press to move the photo.")
            checkable: true
        }
        IconButton {
            objectName: "zoomOutButton"
            iconName: "zoom-out"
            fill: Theme.background
            //: Shows more of the photo
            text: qsTr("Zoom out")
            enabled: root.zoom > 1
            onClicked: root.magnify(-1)
        }
        IconButton {
            objectName: "zoomInButton"
            iconName: "zoom-in"
            fill: Theme.background
            //: Shows the photo larger
            text: qsTr("Zoom in")
            enabled: root.zoom < 6
            onClicked: root.magnify(1)
        }
    }
}
