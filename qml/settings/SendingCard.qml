// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// What leaves over which network. The same decision words the button that submits and the outbox's rows.
Card {
    id: root

    required property Sending sending

    function pair(value: string, label: string): var {
        return {
            "value": value,
            "label": label
        };
    }

    AstText {
        //: Heading of the rules of sending in the settings
        text: qsTr("Sending")
        level: AstText.Section
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.sending.networkText
        tone: "text"
        iconName: "wifi"
        strong: false
        Layout.fillWidth: true
    }
    ChoiceList {
        objectName: "sendingChoice"
        //: Setting: over which network messages leave
        label: qsTr("What leaves over which network")
        value: root.sending.choice
        options: [
            //: Rule of sending: any network
            root.pair("anywhere", qsTr("Everything at once, on any network")),
            //: Rule of sending: messages without photos on any network, those with photos on Wi-Fi
            root.pair("photosOnWifi", qsTr("Text at once, messages with photos on Wi-Fi")),
            //: Rule of sending: Wi-Fi only
            root.pair("wifiOnly", qsTr("Everything on Wi-Fi only"))]
        Layout.fillWidth: true
        onChosen: value => root.sending.choice = value
    }
    SwitchRow {
        objectName: "photosRoamingSwitch"
        visible: root.sending.choice === "anywhere" && root.sending.tellsRoaming
        //: Setting: photos are also sent while roaming
        text: qsTr("Photos also while roaming")
        checked: root.sending.photosRoaming
        Layout.fillWidth: true
        onClicked: root.sending.photosRoaming = !root.sending.photosRoaming
    }
    ToneLabel {
        objectName: "roamingUnknown"
        visible: !root.sending.tellsRoaming && root.sending.choice !== "wifiOnly"
        //: The system does not tell whether the phone is in another operator's network
        text: qsTr("This device does not tell roaming apart: abroad, mobile data counts as at home. Near a border, choose Wi-Fi for the photos.")
        tone: "info"
        strong: false
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AstText {
        //: What to do when a rule of sending holds a message back
        text: qsTr("A message that waits can be sent at once all the same, from the outbox.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
}
