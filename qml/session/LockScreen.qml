// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The PIN opens the vault. The tries left and the growing delay are said.
Screen {
    id: root

    required property FieldApp app
    readonly property Session session: app.session

    //: Title of the lock screen
    title: qsTr("Locked")
    Component.onCompleted: pin.take()

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
    PinEntry {
        id: pin

        error: root.session.problem
        Layout.fillWidth: true
        onAccepted: root.unlock()
    }
    actions: PrimaryButton {
        id: openButton

        objectName: "unlockButton"
        //: Opens the application with the PIN
        text: qsTr("Unlock")
        busy: root.session.busy
        enabled: !root.session.busy && root.session.waitSeconds === 0 && pin.text !== ""
        onClicked: root.unlock()
    }
}
