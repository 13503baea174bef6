// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One place of a photo that must be blurred before the message comes back, and why. The box is drawn, dragged and resized
// with the finger, or moved with the arrows.
Sheet {
    id: root

    property string photo
    property var file: ({
            "image": "",
            "width": 4,
            "height": 3
        })
    property string description
    property rect box: Qt.rect(0.4, 0.4, 0.2, 0.2)
    //: Accessible name of the box that an authority moves over what must be blurred
    readonly property string boxName: qsTr("Place to blur")
    signal marked(real bx, real by, real bw, real bh, string reason)

    //: Title of the panel where an authority marks what must be blurred
    title: qsTr("Ask for another blur")

    function ask(shown: var) {
        photo = shown.sha256;
        file = shown.files[0];
        description = shown.altFr;
        box = Qt.rect(0.4, 0.4, 0.2, 0.2);
        why.text = "";
        open();
    }

    AstText {
        //: How to mark a place on a photo
        text: qsTr("Draw a box over what must be blurred. The author gets it on the photo, with your words.")
        Layout.fillWidth: true
    }
    PhotoFrame {
        id: picture

        source: root.visible ? root.file.image : ""
        fillMode: Image.Stretch
        description: root.description
        Layout.fillWidth: true
        Layout.preferredHeight: width * root.file.height / root.file.width

        MouseArea {
            id: pencil

            property point from

            anchors.fill: parent
            preventStealing: true
            Accessible.ignored: true
            onPressed: mouse => from = Qt.point(mouse.x, mouse.y)
            onPositionChanged: mouse => {
                const x = Math.max(0, Math.min(from.x, mouse.x)) / width;
                const y = Math.max(0, Math.min(from.y, mouse.y)) / height;
                const right = Math.min(1, Math.max(from.x, mouse.x) / width);
                const bottom = Math.min(1, Math.max(from.y, mouse.y) / height);
                if (right - x > 0.02 && bottom - y > 0.02)
                    root.box = Qt.rect(x, y, right - x, bottom - y);
            }
        }
        RedactionBox {
            regionId: "mark"
            model: ({
                    "x": root.box.x,
                    "y": root.box.y,
                    "w": root.box.width,
                    "h": root.box.height,
                    "treatment": "shown",
                    "proposed": true,
                    "label": root.boxName
                })
            canvas: picture
            chosen: true
            onMoved: (px, py, pw, ph) => root.box = Qt.rect(px, py, pw, ph)
        }
    }
    TextEntry {
        id: why

        //: What must be blurred there, in a few words
        label: qsTr("What must be blurred")
        required: true
        maximum: 200
        fieldName: "markReasonField"
        Layout.fillWidth: true
    }
    actions: PrimaryButton {
        objectName: "addMarkButton"
        //: Keeps the marked place; it leaves with the return
        text: qsTr("Mark this place")
        enabled: why.text.trim() !== ""
        onClicked: {
            root.close();
            root.marked(root.box.x, root.box.y, root.box.width, root.box.height, why.text.trim());
        }
    }
}
