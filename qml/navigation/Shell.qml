// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// Around every screen of an unlocked phone: title bar, banners that stay, and the way back.
FocusScope {
    id: root

    required property FieldApp app
    // Just enrolled: say once why the camera and the position are asked for.
    property bool welcome: false

    focus: true

    function back() {
        const page = stack.currentItem as AppPage;
        if (stack.depth > 1 && page.leave())
            router.back();
    }

    Keys.onEscapePressed: back()
    Keys.onBackPressed: back()

    Router {
        id: router

        app: root.app
        stack: stack
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TitleBar {
            title: stack.currentItem ? (stack.currentItem as AppPage).title : ""
            canGoBack: stack.depth > 1
            online: root.app.link.online
            showSettings: stack.depth === 1
            Layout.fillWidth: true
            onBack: root.back()
            onSettingsRequested: router.settings()
        }
        Flickable {
            clip: true
            contentHeight: banners.implicitHeight
            interactive: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.preferredHeight: Math.min(contentHeight, Math.round(root.height * 0.3))

            ColumnLayout {
                id: banners

                width: parent.width
                spacing: 0

                Banner {
                    objectName: "offlineBanner"
                    visible: !root.app.link.online
                    text: root.app.link.label
                    iconName: "wifi-off"
                    tone: "warning"
                    Layout.fillWidth: true
                }
                Banner {
                    objectName: "linkProblemBanner"
                    visible: text !== ""
                    text: root.app.link.problem
                    tone: "danger"
                    Layout.fillWidth: true
                }
                Banner {
                    objectName: "captureOnlyBanner"
                    visible: root.app.stage === FieldApp.CaptureOnly
                    //: Banner when the phone has had no contact with the server for 72 hours
                    text: qsTr("No contact with the server for 72 hours: you can take photos, which are kept until contact returns.")
                    iconName: "camera"
                    tone: "danger"
                    Layout.fillWidth: true
                }
            }
        }
        T.StackView {
            id: stack

            objectName: "stack"
            focus: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            Component.onCompleted: router.show("home/HomePage", {
                    "app": root.app
                })
            onCurrentItemChanged: if (currentItem)
                currentItem.forceActiveFocus()
        }
    }
    Loader {
        active: root.welcome
        source: active ? "../enrolment/WelcomeSheet.qml" : ""
        onLoaded: (item as WelcomeSheet).open()
    }
    // Any touch keeps the phone unlocked for another five minutes.
    PointHandler {
        acceptedDevices: PointerDevice.AllDevices
        onActiveChanged: root.app.session.touch()
    }
}
