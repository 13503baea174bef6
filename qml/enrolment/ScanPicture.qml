// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtMultimedia
import Astreinte.Backend

// The live picture, drawn by the graphics processor.
VideoOutput {
    id: root

    required property Enrolment enrolment

    fillMode: VideoOutput.PreserveAspectCrop
    Component.onCompleted: enrolment.videoSink = videoSink
    Component.onDestruction: enrolment.videoSink = null
}
