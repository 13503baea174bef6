// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The PIN, chosen then typed again.
Screen {
    id: root

    required property Enrolment enrolment
    required property Session session
    property string first
    readonly property bool again: first !== ""
    readonly property int shortest: 6

    //: Title of the choice of the PIN
    title: qsTr("PIN")
    Component.onCompleted: pin.take()

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
        qsTr("Type it once more") :
        //: Heading of the choice of the PIN
        qsTr("Choose your PIN")
        level: AstText.Title
        Layout.fillWidth: true
        Layout.topMargin: 16
        Accessible.role: Accessible.Heading
    }
    ToneLabel {
        id: differs

        visible: false
        //: Shown when the PIN was not typed the same way twice
        text: qsTr("The two PINs differ: choose it again.")
        tone: "danger"
        Layout.fillWidth: true
    }
    PinEntry {
        id: pin

        //: Help of the choice of the PIN
        help: qsTr("6 digits at least. It opens the application and signs your decisions. Ten wrong tries erase this phone.")
        error: root.session.problem
        Layout.fillWidth: true
        onAccepted: root.goOn()
    }
    actions: PrimaryButton {
        id: next

        objectName: "choosePinButton"
        text: root.again ?
        //: Confirms the PIN
        qsTr("Confirm the PIN") :
        //: Goes on to the second typing of the PIN
        qsTr("Continue")
        busy: root.session.busy
        enabled: !root.session.busy && pin.text.length >= root.shortest
        onClicked: root.goOn()
    }
}
