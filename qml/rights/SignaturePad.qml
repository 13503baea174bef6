// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One signature: drawn with the finger, or, for who cannot draw, said and written down by the officer.
ColumnLayout {
    id: root

    required property int rank
    required property int needed
    property bool without: false
    property var strokes: []
    signal signed(string name, var strokes)
    signal signedWithout(string name, string how)

    function clear() {
        strokes = [];
        name.text = "";
        how.text = "";
        ink.requestPaint();
    }

    spacing: 12

    AstText {
        text: root.needed > 1 ?
        //: Heading of one of several signatures: %1 its rank, %2 how many
        qsTr("Signature %1 of %2").arg(root.rank).arg(root.needed) :
        //: Heading of the only signature
        qsTr("Signature")
        level: AstText.Section
        Layout.fillWidth: true
    }
    TextEntry {
        id: name

        //: Name of the person who signs now
        label: qsTr("Name of the person who signs")
        required: true
        fieldName: "signerName"
        Layout.fillWidth: true
    }
    Rectangle {
        visible: !root.without
        implicitHeight: 180
        radius: Theme.radius
        color: "#FFFFFF"
        border.width: 2
        border.color: Theme.outline
        clip: true
        Layout.fillWidth: true
        Accessible.role: Accessible.Graphic
        //: Accessible name of the frame to sign in
        Accessible.name: qsTr("Frame to sign in with the finger")

        Canvas {
            id: ink

            anchors.fill: parent
            onPaint: {
                const pen = getContext("2d");
                pen.reset();
                pen.lineWidth = 3;
                pen.lineCap = "round";
                pen.strokeStyle = "#14181F";
                for (const stroke of root.strokes) {
                    pen.beginPath();
                    stroke.forEach((point, index) => index === 0 ? pen.moveTo(point.x * width, point.y * height) : pen.lineTo(point.x * width, point.y * height));
                    pen.stroke();
                }
            }
        }
        MouseArea {
            objectName: "signatureArea"
            anchors.fill: parent
            preventStealing: true
            Accessible.ignored: true
            onPressed: mouse => root.strokes = root.strokes.concat([[Qt.point(mouse.x / width, mouse.y / height)]])
            onPositionChanged: mouse => {
                root.strokes[root.strokes.length - 1].push(Qt.point(mouse.x / width, mouse.y / height));
                ink.requestPaint();
            }
        }
    }
    TextEntry {
        id: how

        visible: root.without
        //: How somebody who cannot draw gave the agreement
        label: qsTr("How the person agreed")
        //: Example of an agreement given without drawing
        placeholder: qsTr("Said yes aloud before me, cannot hold a pen")
        required: true
        fieldName: "signedHow"
        Layout.fillWidth: true
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        SecondaryButton {
            objectName: "addSignatureButton"
            width: Math.min(implicitWidth, parent.width)
            iconName: "check"
            //: Takes the signature as it is
            text: qsTr("Accept this signature")
            enabled: name.text.trim() !== "" && (root.without ? how.text.trim() !== "" : root.strokes.length > 0)
            onClicked: root.without ? root.signedWithout(name.text, how.text) : root.signed(name.text, root.strokes)
        }
        QuietButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "clearSignatureButton"
            visible: !root.without
            //: Wipes the frame to sign in
            text: qsTr("Start again")
            onClicked: {
                root.strokes = [];
                ink.requestPaint();
            }
        }
        QuietButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "signWithoutButton"
            text: root.without ?
            //: Goes back to signing with the finger
            qsTr("Sign with the finger") :
            //: Another way to agree, for somebody who cannot draw
            qsTr("The person cannot draw")
            onClicked: root.without = !root.without
        }
    }
}
