// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// A picture with what to show while it loads or when it cannot be shown.
Item {
    id: root

    property alias source: picture.source
    property alias fillMode: picture.fillMode
    readonly property alias status: picture.status
    readonly property alias paintedWidth: picture.paintedWidth
    readonly property alias paintedHeight: picture.paintedHeight
    property string description

    Accessible.role: Accessible.Graphic
    Accessible.name: description
    Accessible.ignored: description === ""

    Rectangle {
        anchors.fill: parent
        color: Theme.raised
        visible: picture.status !== Image.Ready

        AstIcon {
            anchors.centerIn: parent
            icon: picture.status === Image.Error ? "image-off" : "image"
            color: Theme.muted
        }
    }
    Image {
        id: picture

        anchors.fill: parent
        asynchronous: true
        autoTransform: false
        cache: false
        fillMode: Image.PreserveAspectCrop
        sourceSize.width: 1024
        sourceSize.height: 1024
        Accessible.ignored: true
    }
}
