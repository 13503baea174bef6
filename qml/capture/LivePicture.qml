// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtMultimedia
import Astreinte.Backend

// The live picture, drawn by the graphics processor.
VideoOutput {
    id: root

    property CaptureDesk desk

    fillMode: VideoOutput.PreserveAspectCrop
    onDeskChanged: if (desk)
        desk.videoSink = root.videoSink
    Component.onDestruction: if (desk)
        desk.videoSink = null
}
