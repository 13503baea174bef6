// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Backend

// The picture of the camera four times a second, where there is no graphics processor.
Image {
    id: root

    property CaptureDesk desk
    property int frame: 0

    source: desk ? "image://astreinte/frame/live?v=" + frame : ""
    cache: false
    fillMode: Image.PreserveAspectCrop
    sourceSize.width: 800
    sourceSize.height: 800

    Timer {
        interval: 250
        repeat: true
        running: root.visible && root.desk !== null
        onTriggered: root.frame += 1
    }
}
