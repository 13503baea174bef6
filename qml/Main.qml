// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// The window: the theme follows the settings, and the stage of the application decides what fills it.
T.ApplicationWindow {
    id: root

    required property FieldApp fieldApp

    width: 412
    height: 915
    minimumWidth: 320
    visible: true
    color: Theme.background
    font.family: Theme.family
    font.pixelSize: Math.round(16 * Theme.textScale)
    //: Title of the window: the name of the application and of the department
    title: qsTr("Astreinte – %1").arg(fieldApp.department)

    property bool enrolledNow: false

    function showStage() {
        if (fieldApp.stage === FieldApp.FirstRun)
            enrolledNow = true;
        const pages = {
            [FieldApp.FirstRun]: "enrolment/FirstRun.qml",
            [FieldApp.Locked]: "session/LockedPhone.qml",
            [FieldApp.Ready]: "navigation/Shell.qml",
            [FieldApp.CaptureOnly]: "navigation/Shell.qml",
            [FieldApp.StorageBroken]: "session/BrokenStorage.qml"
        };
        const ready = fieldApp.stage === FieldApp.Ready;
        const page = Qt.resolvedUrl(pages[fieldApp.stage]);
        if (stage.source === page)
            return;
        stage.setSource(page, ready ? {
                "app": fieldApp,
                "welcome": enrolledNow
            } : {
                "app": fieldApp
            });
        if (ready)
            enrolledNow = false;
    }

    Component.onCompleted: showStage()
    Connections {
        target: root.fieldApp

        function onStageChanged() {
            root.showStage();
        }
    }
    Binding {
        target: Theme
        property: "mode"
        value: root.fieldApp.settings.theme
    }
    Binding {
        target: Theme
        property: "textScale"
        value: root.fieldApp.settings.textScale
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: root.fieldApp.settings.reducedMotion
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Banner {
            objectName: "exerciseBanner"
            visible: root.fieldApp.exercise
            //: Banner on every screen, locked or not, while the exercise mode is on
            text: qsTr("Exercise mode – no real sending is possible")
            iconName: "flag"
            tone: "warning"
            Layout.fillWidth: true
        }
        Loader {
            id: stage

            objectName: "stageLoader"
            focus: true
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
