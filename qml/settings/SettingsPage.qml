// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Preferences of this phone, and what helps to help someone.
Screen {
    id: root

    required property Settings settings
    required property Sending sending
    required property Diagnostics diagnostics
    required property Session session
    required property Router router
    required property string version

    //: Title of the settings screen
    title: qsTr("Settings")
    hasActions: false

    IdentityCard {
        settings: root.settings
        session: root.session
        Layout.fillWidth: true
    }
    SecondaryButton {
        objectName: "lockButton"
        iconName: "lock"
        //: Locks the application at once
        text: qsTr("Lock now")
        onClicked: root.session.lock()
    }
    SendingCard {
        sending: root.sending
        Layout.fillWidth: true
    }
    AppearanceSettings {
        settings: root.settings
        Layout.fillWidth: true
    }
    Card {
        Layout.fillWidth: true

        AstText {
            //: Heading of the exercise mode in the settings
            text: qsTr("Exercise mode")
            level: AstText.Section
            Layout.fillWidth: true
        }
        ToneLabel {
            text: root.settings.exercise ?
            //: State of the exercise mode
            qsTr("On: no real sending is possible") :
            //: State of the exercise mode
            qsTr("Off: what is authorised is really published")
            tone: root.settings.exercise ? "warning" : "text"
            iconName: "flag"
            Layout.fillWidth: true
        }
        AstText {
            //: Who decides on the exercise mode
            text: qsTr("The prefecture’s server decides; it cannot be changed here.")
            level: AstText.Secondary
            Layout.fillWidth: true
        }
    }
    Card {
        Layout.fillWidth: true

        AstText {
            //: Heading of the storage in the settings
            text: qsTr("Storage")
            level: AstText.Section
            Layout.fillWidth: true
        }
        ToneLabel {
            text: root.settings.storageText
            tone: "text"
            iconName: "hard-drive"
            strong: false
            Layout.fillWidth: true
        }
    }
    NavigationRow {
        objectName: "recoveryRow"
        iconName: "package-search"
        //: Row of the settings that leads to what is still on the phone
        text: qsTr("What has not left")
        //: What the screen of the same name is for
        detail: qsTr("Why, since when, and a file for whoever helps")
        Layout.fillWidth: true
        onClicked: root.router.show("settings/RecoveryPage", {
                "diagnostics": root.diagnostics
            })
    }
    DiagnosticsCard {
        settings: root.settings
        session: root.session
        version: root.version
        Layout.fillWidth: true
    }
    AstText {
        text: root.settings.attribution
        visible: text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    DangerButton {
        objectName: "unenrolButton"
        iconName: "log-out"
        //: Takes this phone out of the prefecture's list
        text: qsTr("Leave the prefecture’s server")
        onClicked: leaving.open()
    }
    ConfirmSheet {
        id: leaving

        //: Title of the panel that confirms leaving the server
        title: qsTr("Leave the server?")
        //: What leaving the server does
        consequence: qsTr("The keys, drafts and photos on this phone are erased. What the server received stays there.")
        //: Warning about what is not sent yet when leaving the server
        warning: qsTr("What is not sent yet is lost.")
        //: Button that leaves the server
        confirmText: qsTr("Erase and leave")
        held: true
        onConfirmed: {
            close();
            root.settings.unenrol();
        }
    }
}
