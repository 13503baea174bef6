// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The proposal from the manifest's very bytes: texts per channel, photos with their rights, place, age of the facts.
Screen {
    id: root

    required property ReviewDesk desk
    required property bool opened
    property bool passphrase: false
    readonly property var manifest: desk.manifest
    readonly property bool exercise: manifest.exercise === true
    signal done

    hasActions: desk.loaded

    Connections {
        target: root.desk

        function onDecided(stateText) {
            sheet.close();
            told.stateText = stateText;
            told.open();
        }
    }
    EmptyState {
        visible: !root.desk.loaded && !root.desk.busy && !root.opened
        iconName: "shield-check"
        //: Shown beside the queue while no proposal is open
        title: qsTr("Choose a proposal")
        Layout.fillWidth: true
    }
    Skeleton {
        visible: root.desk.busy && !root.desk.loaded
        //: Shown while the proposal and its photos come from the server
        text: qsTr("Loading the proposal and its photos…")
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.desk.loaded ? root.desk.problem : ""
    }
    ManifestHead {
        visible: root.desk.loaded
        manifest: root.manifest
        Layout.fillWidth: true
    }
    ToneLabel {
        visible: root.desk.loaded && text !== ""
        text: root.desk.signaturesText
        tone: "warning"
        iconName: "users"
        Layout.fillWidth: true
    }
    ToneLabel {
        visible: root.desk.loaded && root.desk.sole
        //: The authority on duty wrote the message itself and would decide alone (« décision unique »)
        text: qsTr("You wrote this message: deciding alone asks for a written reason.")
        tone: "warning"
        Layout.fillWidth: true
    }
    ReviewAgreements {
        agreements: root.desk.agreements
        visible: root.desk.loaded && count > 0
        Layout.fillWidth: true
    }
    FactsCheck {
        visible: root.desk.loaded && text !== ""
        text: root.manifest.factsWarning ?? ""
        checked: root.desk.factsConfirmed
        Layout.fillWidth: true
        onToggled: root.desk.factsConfirmed = !root.desk.factsConfirmed
    }
    ReviewPhotos {
        visible: root.desk.loaded && count > 0
        desk: root.desk
        Layout.fillWidth: true
    }
    ReviewTexts {
        visible: root.desk.loaded
        channels: root.desk.channels
        Layout.fillWidth: true
    }
    AstText {
        visible: root.desk.loaded
        //: The revision and the first characters of the fingerprint of what is read
        text: qsTr("Revision %1, fingerprint %2").arg(root.manifest.revision ?? "").arg(root.manifest.sha256Short ?? "")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    DecisionSheet {
        id: sheet

        desk: root.desk
        passphrase: root.passphrase
    }
    Sheet {
        id: told

        property string stateText

        //: Title of the panel that says what was decided
        title: qsTr("Decision sent")

        ToneLabel {
            objectName: "decidedLabel"
            text: told.stateText
            tone: "success"
            Layout.fillWidth: true
        }
        actions: PrimaryButton {
            objectName: "decidedDoneButton"
            //: Returns to the queue after a decision
            text: qsTr("Back to the list")
            onClicked: {
                told.close();
                root.done();
            }
        }
    }

    actions: [
        ToneLabel {
            visible: text !== ""
            text: root.desk.whyNot
            tone: "warning"
            level: AstText.Secondary
            Layout.fillWidth: true
        },
        PrimaryButton {
            objectName: "approveButton"
            iconName: "shield-check"
            //: Opens the confirmation of an authorisation
            text: qsTr("Authorise")
            enabled: root.desk.canApprove && !root.desk.busy
            onClicked: sheet.ask("approve")
        },
        GridLayout {
            columns: width > 280 * Theme.textScale ? 2 : 1
            columnSpacing: 8
            rowSpacing: 8
            Layout.fillWidth: true

            SecondaryButton {
                objectName: "returnButton"
                iconName: "undo-2"
                //: Opens the return of a proposal to its author
                text: qsTr("Ask for a correction")
                enabled: !root.desk.busy
                wide: true
                Layout.fillHeight: true
                Layout.preferredHeight: Math.max(Theme.decisive, implicitHeight)
                onClicked: sheet.ask("return")
            }
            DangerButton {
                objectName: "rejectButton"
                Layout.minimumWidth: implicitWidth
                iconName: "ban"
                //: Opens the refusal of a proposal
                text: qsTr("Refuse")
                enabled: !root.desk.busy
                wide: true
                Layout.fillHeight: true
                Layout.preferredHeight: Math.max(Theme.decisive, implicitHeight)
                onClicked: sheet.ask("reject")
            }
        }
    ]
}
