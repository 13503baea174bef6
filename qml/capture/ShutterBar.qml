// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The shutter, and beside it the import and the torch.
ColumnLayout {
    id: root

    required property CaptureDesk desk
    signal importRequested

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
        enabled: root.desk.available && !root.desk.busy
        implicitHeight: Math.max(64, implicitContentHeight + 16)
        onClicked: root.desk.shutter()
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
    }
}
