// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte
import Astreinte.Backend

// What the camera sees. A simulated camera says so; without a camera the picture is replaced by what to do instead.
Rectangle {
    id: root

    required property CaptureDesk desk
    readonly property bool software: GraphicsInfo.api === GraphicsInfo.Software

    color: "#000000"
    Accessible.role: Accessible.Graphic
    //: Accessible name of the camera's picture
    Accessible.name: qsTr("Camera picture")

    Loader {
        anchors.fill: parent
        active: root.desk.available
        Component.onCompleted: setSource(root.software ? "SteadyPicture.qml" : "LivePicture.qml", {
                "desk": root.desk
            })
    }
    Rectangle {
        visible: root.desk.simulated
        color: Theme.background
        radius: Theme.radius
        width: Math.min(parent.width - 24, tag.implicitWidth + 24)
        height: tag.implicitHeight + 12
        anchors {
            left: parent.left
            top: parent.top
            margins: 12
        }

        ToneLabel {
            id: tag

            anchors.fill: parent
            anchors.margins: 6
            anchors.leftMargin: 12
            //: Label over the picture of a camera that is not real
            text: qsTr("Simulated camera")
            tone: "warning"
            level: AstText.Secondary
        }
    }
    AstIcon {
        anchors.centerIn: parent
        visible: !root.desk.available
        icon: "image-off"
        extent: 48
        color: "#FFFFFF"
    }
}
