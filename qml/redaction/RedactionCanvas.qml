// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// The photo with its boxes. A drag over the photo draws a box; zoomed in, two fingers or the switch move the photo.
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

    PinchHandler {
        property real from: 1

        target: null
        onActiveChanged: from = root.zoom
        onActiveScaleChanged: root.zoom = Math.max(1, Math.min(6, from * activeScale))
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

            MouseArea {
                id: pencil

                property point from

                anchors.fill: parent
                enabled: !view.interactive && !root.cropping
                preventStealing: true
                Accessible.ignored: true
                onPressed: mouse => from = Qt.point(mouse.x, mouse.y)
                onReleased: {
                    if (draft.width > 12 && draft.height > 12)
                        root.desk.addRegion(draft.x / photo.width, draft.y / photo.height, draft.width / photo.width, draft.height / photo.height, root.desk.usualKind);
                }
            }
            Rectangle {
                id: draft

                visible: pencil.pressed
                x: Math.max(0, Math.min(pencil.from.x, pencil.mouseX))
                y: Math.max(0, Math.min(pencil.from.y, pencil.mouseY))
                width: Math.min(photo.width, Math.max(pencil.from.x, pencil.mouseX)) - x
                height: Math.min(photo.height, Math.max(pencil.from.y, pencil.mouseY)) - y
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
