// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The shutter, and beside it the import and the torch.
ColumnLayout {
    id: root

    required property CaptureDesk desk
    // Photos follow one another; their rights come afterwards.
    property bool several: false
    property int taken: 0
    signal importRequested
    signal finished

    spacing: 8

    PrimaryButton {
        objectName: "shutterButton"
        iconName: "camera"
        text: root.desk.busy ?
        //: Label of the shutter while the photo is being sealed on the phone
        qsTr("Saving the photo…") :
        //: Label of the shutter
        qsTr("Take the photo")
        busy: root.desk.busy
        enabled: root.desk.available && !root.desk.busy && root.desk.photosLeft > 0
        implicitHeight: Math.max(64, implicitContentHeight + 16)
        onClicked: root.desk.shutter()
    }
    SecondaryButton {
        objectName: "burstDoneButton"
        visible: root.several && root.taken > 0
        iconName: "check"
        wide: true
        //: Ends a series of photos; %n were taken
        text: qsTr("Continue with %n photo(s)", "", root.taken)
        enabled: !root.desk.busy
        onClicked: root.finished()
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "importButton"
            iconName: "image-plus"
            //: Takes a picture from a file instead of the camera
            text: qsTr("Import a picture")
            enabled: !root.desk.busy
            onClicked: root.importRequested()
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "torchButton"
            visible: root.desk.canTorch
            iconName: root.desk.torch ? "flashlight" : "flashlight-off"
            text: root.desk.torch ?
            //: State and name of the torch button when it is on
            qsTr("Torch, on") :
            //: State and name of the torch button when it is off
            qsTr("Torch, off")
            onClicked: root.desk.torch = !root.desk.torch
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "flashButton"
            visible: root.desk.canFlash
            iconName: root.desk.flash ? "flashlight" : "flashlight-off"
            text: root.desk.flash ?
            //: State and name of the flash button when it is on
            qsTr("Flash, on") :
            //: State and name of the flash button when it is off
            qsTr("Flash, off")
            onClicked: root.desk.flash = !root.desk.flash
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "zoomButton"
            visible: root.desk.mostZoom > 1
            iconName: "zoom-in"
            //: Name and state of the zoom button; %1 is the factor, such as 2
            text: qsTr("Zoom ×%1").arg(Math.round(root.desk.zoom * 10) / 10)
            onClicked: root.desk.zoom = root.desk.zoom + 1 > root.desk.mostZoom ? 1 : root.desk.zoom + 1
        }
        ChoiceChip {
            objectName: "severalChip"
            several: true
            width: Math.min(implicitWidth, parent.width)
            //: Switch: take several photos before answering the questions
            text: qsTr("Several in a row")
            checked: root.several
            enabled: !root.desk.busy
            onClicked: root.several = !root.several
        }
    }
}
