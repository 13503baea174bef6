// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// A locked phone: the lock, and the camera without unlocking. The camera ends with the lock and out of sight.
FocusScope {
    id: root

    required property FieldApp app
    property bool photographing: false
    readonly property var application: Qt.application
    readonly property bool inSight: application.state !== Qt.ApplicationHidden && application.state !== Qt.ApplicationSuspended

    focus: true

    LockScreen {
        id: lock

        app: root.app
        anchors.fill: parent
        visible: !camera.active
        focus: !camera.active
        onPhotographRequested: root.photographing = true
    }
    Loader {
        id: camera

        anchors.fill: parent
        active: root.photographing && root.inSight
        focus: active
        Component.onCompleted: setNeeds()
        onActiveChanged: setNeeds()

        function setNeeds() {
            if (active)
                setSource("LockedCamera.qml", {
                        "desk": root.app.capture
                    });
        }

        Connections {
            target: camera.item
            ignoreUnknownSignals: true

            function onGone() {
                root.photographing = false;
                lock.take();
            }
        }
    }
}
