// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// Where I am, back, the settings, and the state of the link.
Rectangle {
    id: root

    required property string title
    required property bool canGoBack
    property bool online: true
    property string linkLabel
    property bool showSettings: false
    signal back
    signal settingsRequested

    implicitHeight: Math.max(Theme.decisive, row.implicitHeight + 8)
    color: Theme.background

    Rectangle {
        width: parent.width
        height: 1
        anchors.bottom: parent.bottom
        color: Theme.raised
    }
    RowLayout {
        id: row

        spacing: 4
        anchors {
            left: parent.left
            right: parent.right
            verticalCenter: parent.verticalCenter
            leftMargin: root.canGoBack ? 4 : Theme.margin
            rightMargin: root.showSettings ? 4 : Theme.margin
        }

        IconButton {
            objectName: "backButton"
            iconName: "arrow-left"
            //: Returns to the previous screen
            text: qsTr("Back")
            visible: root.canGoBack
            onClicked: root.back()
        }
        AstText {
            objectName: "screenTitle"
            text: root.title
            level: AstText.Section
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
        RowLayout {
            spacing: 4
            visible: root.linkLabel !== ""
            Accessible.role: Accessible.StaticText
            Accessible.name: root.linkLabel

            AstIcon {
                icon: root.online ? "wifi" : "wifi-off"
                color: root.online ? Theme.success : Theme.warning
            }
            AstText {
                text: root.linkLabel
                visible: root.online
                level: AstText.Secondary
                Layout.maximumWidth: 120
                Accessible.ignored: true
            }
        }
        IconButton {
            objectName: "settingsButton"
            iconName: "settings"
            //: Opens the settings
            text: qsTr("Settings")
            visible: root.showSettings
            onClicked: root.settingsRequested()
        }
    }
}
