// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The invitation shown by the administrator: scanned, pasted or typed.
Screen {
    id: root

    required property Enrolment enrolment
    readonly property bool read: enrolment.origin !== ""

    //: Title of the first screen
    title: qsTr("First use")

    AstText {
        //: Heading of the first screen
        text: qsTr("Join your prefecture")
        level: AstText.Title
        Layout.fillWidth: true
        Layout.topMargin: 16
        Accessible.role: Accessible.Heading
    }
    AstText {
        //: What to do on the first screen
        text: qsTr("The administrator shows a code on a screen. Scan it, or paste its text here.")
        Layout.fillWidth: true
    }
    ScanFrame {
        enrolment: root.enrolment
        visible: root.enrolment.scanning
        Layout.fillWidth: true
        Layout.preferredHeight: 280
    }
    SecondaryButton {
        objectName: "scanButton"
        iconName: "qr-code"
        text: root.enrolment.scanning ?
        //: Stops the scanning of the code
        qsTr("Stop scanning") :
        //: Starts the scanning of the code
        qsTr("Scan the code")
        wide: true
        onClicked: root.enrolment.scanning = !root.enrolment.scanning
    }
    LongTextEntry {
        id: invitation

        //: Label of the field for the text of the invitation
        label: qsTr("Text of the code")
        //: Help of the field for the text of the invitation
        help: qsTr("It begins with astreinte://enrol")
        error: root.read ? "" : root.enrolment.problem
        required: true
        fieldName: "invitationField"
        Layout.fillWidth: true
        onEdited: text => root.enrolment.readText(text)
    }
    QuietButton {
        objectName: "pasteButton"
        iconName: "clipboard-paste"
        //: Pastes the text of the invitation
        text: qsTr("Paste")
        onClicked: {
            invitation.text = "";
            invitation.take();
            invitation.field.paste();
        }
    }
    Card {
        visible: root.read
        tone: "success"
        Layout.fillWidth: true

        ToneLabel {
            //: The server named in the invitation
            text: qsTr("Server: %1").arg(root.enrolment.origin)
            tone: "success"
            iconName: "server"
            Layout.fillWidth: true
        }
        TextEntry {
            id: deviceName

            //: Label of the name of this phone in the administrator's list
            label: qsTr("Name of this phone")
            //: Name proposed for this phone
            text: qsTr("Duty phone")
            required: true
            maximum: 40
            fieldName: "deviceNameField"
            Layout.fillWidth: true
        }
    }
    ProblemCard {
        text: root.read ? root.enrolment.problem : ""
        //: Begins the enrolment again with another code
        actionText: qsTr("Start again")
        onActed: {
            invitation.text = "";
            root.enrolment.startAgain();
        }
    }
    actions: PrimaryButton {
        objectName: "enrolButton"
        //: Contacts the server named in the invitation
        text: qsTr("Enrol this phone")
        busy: root.enrolment.busy
        enabled: root.read && !root.enrolment.busy && deviceName.text.trim() !== ""
        onClicked: root.enrolment.enrol(deviceName.text.trim())
    }
}
