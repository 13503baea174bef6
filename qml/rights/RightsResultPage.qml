// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The outcome for one photo: what it is allowed to be, what remains to do, and why.
Screen {
    id: root

    required property RightsDesk desk
    required property CaptureDesk capture
    required property Router router
    readonly property var photo: capture.currentPhoto

    //: Title of the outcome of the questions on image rights
    title: qsTr("Result")
    Component.onCompleted: {
        card.forceActiveFocus();
        if ((photo.altFr ?? "") === "" && !desk.mustPurge && !desk.mustSeal)
            alt.take();
    }

    Connections {
        target: root.desk

        function onPurged() {
            root.router.home();
        }
        function onSealedAway() {
            root.router.home();
        }
    }
    ResultCard {
        id: card

        objectName: "resultCard"
        text: root.desk.outcomeText
        tone: root.desk.outcomeTone
        detail: root.desk.mustSeal ?
        //: Shown for a photo that must be locked for the prosecutor
        qsTr("This photo will not be published. It must be kept for the judicial authority.") : ""
        Layout.fillWidth: true
    }
    AltTextFields {
        id: alt

        visible: !root.desk.mustPurge && !root.desk.mustSeal
        desk: root.capture
        photoId: root.desk.photoId
        altFr: root.photo.altFr ?? ""
        altEn: root.photo.altEn ?? ""
        english: false
        Layout.fillWidth: true
    }
    RequirementList {
        todo: root.desk.todo
        // A photo to lock or to delete has nothing else to be done about.
        visible: count > 0 && !root.desk.mustPurge && !root.desk.mustSeal
        Layout.fillWidth: true
        onBlurRequested: root.router.redaction(root.desk.photoId)
        onFormRequested: requirementId => {
            root.desk.consent.begin(root.desk.photoId, requirementId);
            root.router.show("rights/ConsentPage", {
                    "desk": root.desk.consent
                });
        }
        onRecorded: (requirementId, note) => root.desk.closeRecord(requirementId, note)
    }
    ColumnLayout {
        visible: root.desk.takedown
        spacing: 8
        Layout.fillWidth: true

        ToneLabel {
            //: Shown when a person on the photo refused or took the agreement back
            text: qsTr("Agreement refused or taken back: withdraw every message that was published with this photo.")
            tone: "danger"
            Layout.fillWidth: true
        }
        NavigationRow {
            objectName: "takedownRow"
            iconName: "undo-2"
            //: Row that opens the published messages, to withdraw one
            text: qsTr("Published messages")
            Layout.fillWidth: true
            onClicked: root.router.published()
        }
    }
    SecondaryButton {
        objectName: "withdrawConsentButton"
        visible: root.desk.signedForms
        iconName: "undo-2"
        //: A person on the photo no longer agrees; the boxes hide again
        text: qsTr("An agreement is taken back")
        Layout.fillWidth: true
        onClicked: root.desk.consent.withdraw(root.desk.photoId)
    }
    Disclosure {
        //: Heading that unfolds the legal references of the outcome
        title: qsTr("Why?")
        visible: reasons.count > 0
        Layout.fillWidth: true

        Repeater {
            id: reasons

            model: root.desk.legal

            LegalReference {
                Layout.fillWidth: true
            }
        }
        AstText {
            text: root.desk.disclaimer
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
        }
    }
    ProblemCard {
        text: root.desk.problem
    }
    DangerButton {
        objectName: "purgeButton"
        visible: root.desk.mustPurge
        //: Deletes a photo that may not be kept
        text: qsTr("This photo must be deleted. Delete now")
        wide: true
        onClicked: purging.open()
    }
    SecondaryButton {
        objectName: "sealButton"
        visible: root.desk.mustSeal && !root.desk.mustPurge
        iconName: "lock"
        //: Locks a photo for the judicial authority
        text: qsTr("Lock it for the judicial authority")
        Layout.fillWidth: true
        onClicked: sealing.open()
    }
    QuietButton {
        objectName: "reviseAnswersButton"
        iconName: "undo-2"
        //: Returns to the questions on image rights
        text: qsTr("Go through the answers again")
        onClicked: root.router.back()
    }
    ConfirmSheet {
        id: purging

        //: Title of the panel that confirms the deletion of a photo
        title: qsTr("Delete this photo?")
        //: What deleting a photo does
        consequence: qsTr("The photo is erased from the phone for good. It has not been sent.")
        //: Button that deletes a photo for good
        confirmText: qsTr("Delete for good")
        held: true
        onConfirmed: {
            close();
            root.desk.confirmPurge();
        }
    }
    ConfirmSheet {
        id: sealing

        //: Title of the panel that confirms the locking of a photo
        title: qsTr("Lock this photo?")
        //: What locking a photo does
        consequence: qsTr("The photo is kept on the phone for the judicial authority. It leaves the message, is no longer visible here, and cannot be deleted.")
        //: Button that locks a photo for good
        confirmText: qsTr("Lock the photo")
        held: true
        onConfirmed: {
            close();
            root.desk.confirmSeal();
        }
    }
    actions: PrimaryButton {
        objectName: "rightsContinueButton"
        enabled: !root.desk.mustPurge && !root.desk.mustSeal
        //: Goes on to the message after the rights of a photo
        text: qsTr("Continue")
        onClicked: root.router.afterPhoto()
    }
}
