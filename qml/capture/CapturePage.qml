// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The camera: what it sees, where it is, and one large shutter. The photo is announced only once it is safe.
AppPage {
    id: root

    required property CaptureDesk desk
    required property Session session
    required property Router router
    readonly property bool wide: width > height
    property string firstTaken

    //: Title of the camera screen
    title: qsTr("Camera")
    Component.onCompleted: desk.active = true
    Component.onDestruction: desk.active = false

    Connections {
        target: root.desk

        function onPhotoTaken(photoId) {
            if (shutters.taken === 0)
                root.firstTaken = photoId;
            shutters.taken += 1;
            if (!shutters.several)
                root.router.rights(photoId);
        }
    }
    GridLayout {
        anchors.fill: parent
        columns: root.wide ? 2 : 1
        rowSpacing: 0
        columnSpacing: 0

        Viewfinder {
            desk: root.desk
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: root.wide ? 0 : 120
        }
        ScrollColumn {
            clip: true
            topGap: 12
            spacing: 12
            Layout.fillWidth: !root.wide
            Layout.preferredWidth: root.wide ? Math.max(280, root.width * 0.4) : -1
            Layout.fillHeight: root.wide
            Layout.preferredHeight: Math.min(contentHeight, root.height * 0.6)

            ToneLabel {
                //: Reminder before taking a photo
                text: qsTr("Safety first. Do not hinder the rescuers. No face, no number plate if you can avoid it.")
                tone: "info"
                iconName: "shield"
                level: AstText.Secondary
                strong: false
                Layout.fillWidth: true
            }
            ProblemCard {
                text: Words.joined([root.desk.cameraProblem, root.desk.problem], "\n")
            }
            FixLabel {
                desk: root.desk
                Layout.fillWidth: true
            }
            ShutterBar {
                id: shutters

                desk: root.desk
                Layout.fillWidth: true
                Layout.bottomMargin: 8
                onImportRequested: chooser.active = true
                onFinished: root.router.rights(root.firstTaken)
            }
        }
    }
    Loader {
        id: chooser

        active: false
        source: active ? "PictureChooser.qml" : ""

        Connections {
            target: chooser.item
            ignoreUnknownSignals: true

            function onChosen(file) {
                root.desk.importPicture(file);
                chooser.active = false;
            }
            function onGivenUp() {
                chooser.active = false;
            }
        }
    }
}
