// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One message on one channel.
Card {
    id: root

    required property string submissionId
    required property var model
    readonly property bool live: model.state === "published"
    signal corrected
    signal withdrawn
    signal takenBack

    AstText {
        text: root.model.title
        level: AstText.Section
        Layout.fillWidth: true
    }
    ToneLabel {
        text: Words.joined([root.model.channelTitle, root.model.stateText], " – ")
        tone: root.live ? "success" : root.model.state === "withdrawn" ? "text" : "warning"
        iconName: root.live ? "globe" : "info"
        Layout.fillWidth: true
    }
    AstText {
        text: Moments.ago(root.model.at)
        visible: text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AstText {
        visible: root.model.link !== ""
        text: root.model.link
        level: AstText.Secondary
        wrapMode: Text.WrapAnywhere
        Layout.fillWidth: true
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "openPublished_" + root.submissionId
            visible: root.model.link !== ""
            iconName: "external-link"
            //: Opens the published page in the browser
            text: qsTr("Open the page")
            onClicked: Qt.openUrlExternally(root.model.link)
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "correct_" + root.submissionId
            visible: root.live
            iconName: "pencil"
            //: Starts a correction of a published message
            text: qsTr("Correct")
            onClicked: root.corrected()
        }
        DangerButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "withdraw_" + root.submissionId
            visible: root.live
            //: Starts the withdrawal of a published message
            text: qsTr("Withdraw")
            onClicked: root.withdrawn()
        }
        QuietButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "agreementsTakenBack_" + root.submissionId
            visible: root.live && root.model.agreements === true
            iconName: "user"
            //: A person shown with a signed form on a published photo takes the agreement back
            text: qsTr("An agreement is taken back")
            onClicked: root.takenBack()
        }
    }
}
