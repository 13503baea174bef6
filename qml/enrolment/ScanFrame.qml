// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte
import Astreinte.Backend

// What the camera sees while it looks for the code.
Rectangle {
    id: root

    required property Enrolment enrolment

    color: "#000000"
    radius: Theme.radius
    Accessible.role: Accessible.Graphic
    //: Accessible name of the camera's picture while scanning the code
    Accessible.name: qsTr("Camera, looking for the code")

    Loader {
        anchors.fill: parent
        active: root.visible && GraphicsInfo.api !== GraphicsInfo.Software
        Component.onCompleted: setSource("ScanPicture.qml", {
                "enrolment": root.enrolment
            })
    }
}
