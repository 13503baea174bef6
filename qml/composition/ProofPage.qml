// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Proofreading: exactly what will be submitted, and what still prevents it.
Screen {
    id: root

    required property Composer composer
    required property CaptureDesk capture
    required property HomeBoard board
    required property Router router
    readonly property bool report: composer.kind === "fieldReport"

    //: Title of the proofreading screen
    title: qsTr("Proofreading")

    Connections {
        target: root.composer

        function onSubmitted(submissionId) {
            root.router.outbox(submissionId);
        }
    }
    ProblemList {
        problems: root.composer.problems
        visible: count > 0
        Layout.fillWidth: true
        onFormRequested: root.router.back()
        onAgreementRequested: id => agreements.take(id)
        onPhotoRequested: photoId => root.router.photo(photoId)
        onRightsRequested: photoId => root.router.rights(photoId)
        onRedactionRequested: photoId => root.router.redaction(photoId)
    }
    ToneLabel {
        visible: root.composer.action === "correct"
        //: Shown when the message corrects one that is published
        text: qsTr("This message corrects one that is already published.")
        tone: "warning"
        Layout.fillWidth: true
    }
    Card {
        Layout.fillWidth: true

        ToneLabel {
            text: root.composer.incidentTitle !== "" ?
            //: The incident the message belongs to
            qsTr("Incident: %1").arg(root.composer.incidentTitle) :
            //: Shown when the message belongs to no open incident
            qsTr("No incident")
            tone: "text"
            iconName: "timer"
            Layout.fillWidth: true
        }
        ToneLabel {
            visible: Moments.known(root.composer.factsAt)
            //: At what time the facts of the message are true, %1 is « 4 min ago »
            text: qsTr("Facts: %1").arg(Moments.ago(root.composer.factsAt))
            tone: "text"
            iconName: "clock"
            Layout.fillWidth: true
        }
    }
    ChannelChoice {
        visible: !root.report
        composer: root.composer
        Layout.fillWidth: true
    }
    ChannelPreviews {
        composer: root.composer
        Layout.fillWidth: true
    }
    PhotoStrip {
        photos: root.capture.photos
        Layout.fillWidth: true
        onOpened: photoId => root.router.photo(photoId)
        onAddRequested: root.router.addPhoto()
    }
    GuardList {
        guards: root.composer.guards
        visible: count > 0
        Layout.fillWidth: true
        onAccepted: id => root.composer.acceptGuard(id)
    }
    AgreementList {
        id: agreements

        agreements: root.composer.agreements
        visible: count > 0
        Layout.fillWidth: true
        onRecorded: (id, who, means, time) => root.composer.recordAgreement(id, who, means, time)
        onTakenBack: id => root.composer.forgetAgreement(id)
    }
    DangerButton {
        objectName: "discardButton"
        //: Gives up the draft
        text: qsTr("Delete the draft")
        onClicked: discarding.open()
    }
    ConfirmSheet {
        id: discarding

        //: Title of the panel that confirms giving up a draft
        title: qsTr("Delete this draft?")
        //: What deleting a draft does
        consequence: qsTr("The text and the photos of this draft are erased from the phone. Nothing was sent.")
        //: Button that deletes a draft
        confirmText: qsTr("Delete the draft")
        held: true
        onConfirmed: {
            close();
            root.composer.discard();
            root.router.home();
        }
    }

    actions: [
        ProblemCard {
            text: root.composer.problem
        },
        AstText {
            text: root.report ?
            //: Above the button that submits a field report
            qsTr("A field report is never published.") :
            //: Above the button that submits a proposal
            qsTr("Nothing is published until the authority has authorised it.")
            level: AstText.Secondary
            Layout.fillWidth: true
        },
        PrimaryButton {
            objectName: "submitButton"
            iconName: "send"
            text: root.composer.submitLabel
            busy: root.composer.busy
            enabled: root.composer.ready && !root.composer.busy
            onClicked: root.composer.submit()
        }
    ]
}
