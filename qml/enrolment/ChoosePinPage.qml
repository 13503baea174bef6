// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The PIN, chosen then typed again. A phone without a keystore is told why it needs a passphrase, and how strong the one
// being typed is.
Screen {
    id: root

    required property Enrolment enrolment
    required property Session session
    property string first
    readonly property bool again: first !== ""
    readonly property bool passphrase: session.usesPassphrase
    readonly property var strength: passphrase ? session.strengthOf(pin.text) : null
    readonly property bool longEnough: passphrase ? strength.enough === true : pin.text.length >= 6

    title: passphrase ?
    //: Title of the choice of the passphrase
    qsTr("Passphrase") :
    //: Title of the choice of the PIN
    qsTr("PIN")
    Component.onCompleted: {
        session.askKeyStore();
        pin.take();
    }
    // A PIN that was begun is no passphrase.
    onPassphraseChanged: {
        first = "";
        pin.clear();
    }

    function goOn() {
        if (!next.enabled)
            return;
        if (!again) {
            first = pin.text;
        } else if (pin.text === first) {
            session.choosePin(pin.text);
            return;
        } else {
            first = "";
            differs.visible = true;
        }
        pin.clear();
        pin.take();
    }

    AstText {
        text: root.again ?
        //: Heading of the second typing of the PIN
        qsTr("Type it once more") : root.passphrase ?
        //: Heading of the choice of the passphrase
        qsTr("Choose your passphrase") :
        //: Heading of the choice of the PIN
        qsTr("Choose your PIN")
        level: AstText.Title
        Layout.fillWidth: true
        Layout.topMargin: 16
        Accessible.role: Accessible.Heading
    }
    ToneLabel {
        objectName: "noKeyStore"
        visible: root.passphrase && !root.again
        //: Why a passphrase is asked for instead of a PIN
        text: qsTr("This device has no secure key storage. A short PIN would not protect the photos if it is stolen: a passphrase of at least 14 characters takes its place.")
        tone: "info"
        iconName: "shield"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        id: differs

        visible: false
        text: root.passphrase ?
        //: Shown when the passphrase was not typed the same way twice
        qsTr("The two passphrases differ: choose it again.") :
        //: Shown when the PIN was not typed the same way twice
        qsTr("The two PINs differ: choose it again.")
        tone: "danger"
        Layout.fillWidth: true
    }
    PinEntry {
        id: pin

        passphrase: root.passphrase
        help: root.passphrase ?
        //: Help of the choice of the passphrase
        qsTr("Four or five unrelated words are easy to keep in mind. It opens the application and signs your decisions. Ten wrong tries erase this phone.") :
        //: Help of the choice of the PIN
        qsTr("6 digits at least. It opens the application and signs your decisions. Ten wrong tries erase this phone.")
        error: root.session.problem
        Layout.fillWidth: true
        onAccepted: root.goOn()
    }
    ToneLabel {
        objectName: "strengthLabel"
        visible: root.passphrase && !root.again && pin.text !== ""
        text: root.strength ? root.strength.text : ""
        tone: root.strength ? root.strength.tone : "warning"
        Layout.fillWidth: true
        Accessible.role: Accessible.StatusBar
    }
    actions: PrimaryButton {
        id: next

        objectName: "choosePinButton"
        text: !root.again ?
        //: Goes on to the second typing of the PIN
        qsTr("Continue") : root.passphrase ?
        //: Confirms the passphrase
        qsTr("Confirm the passphrase") :
        //: Confirms the PIN
        qsTr("Confirm the PIN")
        busy: root.session.busy
        enabled: !root.session.busy && root.longEnough
        onClicked: root.goOn()
    }
}
