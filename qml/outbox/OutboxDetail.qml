// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One submission: the ladder backed by receipts, why it waits, its texts, and what can still be done.
Screen {
    id: root

    required property OutboxBoard board
    readonly property var item: board.selected
    readonly property bool chosen: board.selectedId !== ""
    readonly property bool report: item.kind === "fieldReport"
    readonly property bool awaits: item.kind === "proposal" && ["queued", "received", "in_review"].includes(item.state)
    readonly property string voice: item.voiceText ?? ""
    signal publishedRequested
    signal voiceRequested(string submissionId, int revision)
    signal voiceDiscarded(string submissionId)
    signal followUpRequested(string submissionId)

    hasActions: awaits || report || item.canEdit === true || item.isPublic === true || item.state === "queued"

    EmptyState {
        visible: !root.chosen
        //: Shown beside the list while no submission is chosen
        title: qsTr("Choose a submission")
        Layout.fillWidth: true
    }
    AstText {
        visible: root.chosen
        text: root.item.title ?? ""
        level: AstText.Title
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    ToneLabel {
        visible: (root.item.unsentMinutes ?? 0) >= 15
        //: Alarm when a submission has waited long, %n minutes
        text: qsTr("Not sent for %n min", "", root.item.unsentMinutes ?? 0)
        tone: "danger"
        Layout.fillWidth: true
    }
    Card {
        visible: (root.item.reason ?? "") !== ""
        tone: "warning"
        Layout.fillWidth: true

        AstText {
            text: root.item.reason ?? ""
            Layout.fillWidth: true
        }
        AstText {
            text: root.item.nextTryText ?? ""
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
        }
    }
    Card {
        visible: root.voice !== ""
        Layout.fillWidth: true

        ToneLabel {
            objectName: "voiceKept"
            text: root.voice
            tone: "warning"
            iconName: "phone"
            strong: false
            Layout.fillWidth: true
        }
        QuietButton {
            objectName: "discardVoiceButton"
            //: Takes back an approval by voice that the server does not have yet
            text: qsTr("Take this record back")
            leftPadding: 0
            onClicked: root.voiceDiscarded(root.board.selectedId)
        }
    }
    TransferProgress {
        visible: root.item.progress > 0 && root.item.progress < 1
        value: root.item.progress ?? 0
        text: root.item.bytesText ?? ""
        Layout.fillWidth: true
    }
    StatusLadder {
        visible: root.chosen
        steps: root.board.steps
        Layout.fillWidth: true
        onLinkOpened: link => Qt.openUrlExternally(link)
    }
    ProblemCard {
        text: root.board.problem
    }
    Disclosure {
        visible: root.chosen
        //: Unfolds the texts of a submission
        title: qsTr("Texts submitted")
        Layout.fillWidth: true

        Repeater {
            model: root.board.texts

            SubmittedText {
                Layout.fillWidth: true
            }
        }
    }
    DangerButton {
        objectName: "cancelSubmissionButton"
        visible: root.item.canCancel === true
        //: Takes back a submission that has not been authorised yet
        text: qsTr("Cancel this submission")
        onClicked: cancelling.open()
    }
    ConfirmSheet {
        id: cancelling

        //: Title of the panel that confirms cancelling a submission
        title: qsTr("Cancel this submission?")
        //: What cancelling a submission does
        consequence: qsTr("It will be neither sent nor decided.")
        //: Button that cancels a submission
        confirmText: qsTr("Cancel the submission")
        held: true
        onConfirmed: {
            close();
            root.board.cancel(root.board.selectedId);
        }
    }
    actions: [
        SecondaryButton {
            objectName: "tryNowButton"
            visible: root.item.state === "queued"
            iconName: "refresh-cw"
            text: root.item.held === true ?
            //: Sends one submission although the rules of sending hold it back on this network
            qsTr("Send now all the same") :
            //: Sends what waits without waiting for the next try
            qsTr("Try now")
            wide: true
            onClicked: root.board.tryNow()
        },
        SecondaryButton {
            objectName: "voiceButton"
            visible: root.awaits && root.voice === ""
            iconName: "phone"
            //: Records that the authority approved by telephone or radio
            text: qsTr("Approved by voice")
            wide: true
            onClicked: root.voiceRequested(root.item.submissionId, root.item.revision)
        },
        SecondaryButton {
            objectName: "followUpButton"
            visible: root.report
            iconName: "radio-tower"
            //: Begins a new field report on the same place as the one shown
            text: qsTr("Report what came after")
            wide: true
            onClicked: root.followUpRequested(root.board.selectedId)
        },
        SecondaryButton {
            objectName: "publishedButton"
            visible: root.item.isPublic === true
            iconName: "globe"
            //: Leads from a submission that is published to the screen where it is corrected or withdrawn
            text: qsTr("Link, correction, withdrawal")
            wide: true
            onClicked: root.publishedRequested()
        },
        SecondaryButton {
            objectName: "reviseSubmissionButton"
            visible: root.item.canEdit === true && root.item.mustEdit !== true
            iconName: "pencil"
            //: Opens a new revision of a submission that nobody asked to correct
            text: qsTr("Change and submit again")
            wide: true
            onClicked: root.board.edit(root.board.selectedId)
        },
        PrimaryButton {
            objectName: "editSubmissionButton"
            visible: root.item.canEdit === true && root.item.mustEdit === true
            iconName: "pencil"
            //: Opens a new revision of a submission
            text: qsTr("Correct and submit again")
            onClicked: root.board.edit(root.board.selectedId)
        }
    ]
}
