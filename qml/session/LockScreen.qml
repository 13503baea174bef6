// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The PIN, or the passphrase of a phone without a keystore, opens the vault. The tries left and the growing delay are
// said.
Screen {
    id: root

    required property FieldApp app
    readonly property Session session: app.session
    signal photographRequested

    //: Title of the lock screen
    title: qsTr("Locked")
    Component.onCompleted: pin.take()

    function take() {
        pin.take();
    }

    function unlock() {
        if (openButton.enabled)
            session.unlock(pin.text);
    }

    Connections {
        target: root.session

        function onPinRefused() {
            pin.clear();
            pin.take();
        }
    }
    AstIcon {
        icon: "lock"
        extent: 40
        color: Theme.primary
        Layout.topMargin: 16
    }
    AstText {
        //: Heading of the lock screen
        text: qsTr("Astreinte is locked")
        level: AstText.Title
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    ToneLabel {
        visible: root.session.triesLeft <= 5
        //: Shown after several wrong PINs, %n tries remain before the phone is erased
        text: qsTr("%n try(ies) left, then this phone is erased", "", root.session.triesLeft)
        tone: "danger"
        Layout.fillWidth: true
    }
    ToneLabel {
        visible: root.session.waitSeconds > 0
        //: Shown after several wrong PINs: how long to wait
        text: qsTr("Wait %n second(s) before the next try", "", root.session.waitSeconds)
        tone: "warning"
        iconName: "hourglass"
        Layout.fillWidth: true
    }
    ToneLabel {
        objectName: "heldSince"
        visible: root.app.capture.heldNow > 0
        //: On the lock screen: photos were taken without unlocking
        text: qsTr("%n photo(s) kept since the phone was locked", "", root.app.capture.heldNow)
        tone: "success"
        iconName: "badge-check"
        Layout.fillWidth: true
    }
    PinEntry {
        id: pin

        passphrase: root.session.usesPassphrase
        error: root.session.problem
        Layout.fillWidth: true
        onAccepted: root.unlock()
    }
    actions: [
        PrimaryButton {
            id: openButton

            objectName: "unlockButton"
            //: Opens the application with the PIN
            text: qsTr("Unlock")
            busy: root.session.busy
            enabled: !root.session.busy && root.session.waitSeconds === 0 && pin.text !== ""
            onClicked: root.unlock()
        },
        SecondaryButton {
            objectName: "lockedCameraButton"
            iconName: "camera"
            wide: true
            implicitHeight: Math.max(Theme.decisive, implicitContentHeight + 16)
            //: On the lock screen: opens the camera without unlocking
            text: qsTr("Take photos without unlocking")
            enabled: !root.session.busy
            onClicked: root.photographRequested()
        }
    ]
}
