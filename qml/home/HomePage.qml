// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Permanence: open incidents with their clock, what waits for me, who is on duty, and the two big actions.
Screen {
    id: root

    required property FieldApp app
    required property Router router
    readonly property HomeBoard board: app.home
    readonly property Session session: app.session
    readonly property string mainKind: session.canCompose ? "proposal" : "fieldReport"
    readonly property bool captureOnly: app.stage === FieldApp.CaptureOnly

    //: Title of the home screen: the duty
    title: qsTr("Duty – %1").arg(app.department)
    Component.onCompleted: board.refresh()

    ProblemCard {
        objectName: "selfTestAlarm"
        text: root.board.selfTestAlarm
    }
    ProblemCard {
        objectName: "storageNotice"
        text: root.app.storageNotice
        //: Button under a message about the phone's storage: the message has been read
        actionText: qsTr("Understood")
        onActed: root.app.storageNoticeRead()
    }
    FoundPhotoList {
        photos: root.app.foundPhotos
        Layout.fillWidth: true
    }
    Connections {
        target: root.app.foundPhotos

        function onTaken(photoId) {
            root.router.taking = true;
            root.router.rights(photoId);
        }
    }
    HandoverPart {
        board: root.app.handover
        visible: count > 0
        Layout.fillWidth: true
    }
    DraftList {
        drafts: root.board.drafts
        visible: count > 0
        Layout.fillWidth: true
        onResumed: draftId => root.router.resume(draftId)
    }
    NavigationRow {
        objectName: "reviewRow"
        visible: root.session.canDecide
        iconName: "shield-check"
        //: Row of the home screen that leads to the proposals awaiting a decision
        text: qsTr("To authorise")
        detail: root.board.toReview > 0 ?
        //: Number of proposals that await the decision of the person
        qsTr("%n proposal(s) await your decision", "", root.board.toReview) :
        //: No proposal awaits a decision
        qsTr("Nothing awaits your decision")
        badge: root.board.toReview > 0 ? root.board.toReview : ""
        Layout.fillWidth: true
        onClicked: root.router.review()
    }
    OralList {
        items: root.app.oral.items
        visible: count > 0
        Layout.fillWidth: true
        onChosen: (submissionId, revision) => root.router.reviewOne(submissionId, revision)
        onKeptChosen: submissionId => root.router.outbox(submissionId)
    }
    IncidentList {
        board: root.board
        mayOpen: root.session.canCompose
        Layout.fillWidth: true
    }
    ColumnLayout {
        spacing: 8
        Layout.fillWidth: true

        NavigationRow {
            objectName: "outboxRow"
            iconName: "send"
            //: Row of the home screen that leads to what this phone has submitted
            text: qsTr("Outbox")
            detail: root.board.outboxSummary
            Layout.fillWidth: true
            onClicked: root.router.outbox("")
        }
        NavigationRow {
            objectName: "ownReportsRow"
            visible: root.session.canReport && !root.session.canCompose
            iconName: "radio-tower"
            //: Row of the home screen that leads to the field reports that the person sent
            text: qsTr("My field reports")
            detail: root.app.ownReports.summary !== "" ? root.app.ownReports.summary :
            //: No field report was sent from this phone
            qsTr("None sent from this phone")
            Layout.fillWidth: true
            onClicked: root.router.ownReports()
        }
        NavigationRow {
            objectName: "publishedRow"
            visible: root.session.canCompose
            iconName: "globe"
            //: Row of the home screen that leads to what the public can read
            text: qsTr("Published")
            //: What the « Published » screen is for
            detail: qsTr("Links, corrections, withdrawals")
            Layout.fillWidth: true
            onClicked: root.router.published()
        }
        NavigationRow {
            objectName: "reportsRow"
            visible: root.session.canCompose
            iconName: "inbox"
            //: Row of the home screen that leads to the reports of the field
            text: qsTr("Field reports")
            detail: root.app.reports.count > 0 ?
            //: Number of field reports of the last seven days
            qsTr("%n report(s) within seven days", "", root.app.reports.count) :
            //: No field report has come
            qsTr("None within seven days")
            Layout.fillWidth: true
            onClicked: root.router.reports()
        }
        NavigationRow {
            objectName: "fieldReportRow"
            visible: root.session.canCompose && root.session.canReport
            iconName: "radio-tower"
            //: Row of the home screen that starts a report for the prefecture only
            text: qsTr("Field report")
            //: What a field report is for
            detail: qsTr("For the prefecture only, never published")
            Layout.fillWidth: true
            onClicked: root.router.write("fieldReport")
        }
    }
    RosterWarnings {
        warnings: root.board.rosterWarnings
        visible: count > 0 && root.session.canCompose
        Layout.fillWidth: true
    }
    DutyCard {
        board: root.board
        Layout.fillWidth: true
    }
    HandoverRemark {
        board: root.app.handover
        visible: root.app.handover.onDuty
        Layout.fillWidth: true
    }

    actions: [
        PrimaryButton {
            objectName: "takePhotoButton"
            iconName: "camera"
            //: Main action of the home screen
            text: qsTr("Take a photo")
            onClicked: root.router.takePhoto(root.mainKind)
        },
        SecondaryButton {
            objectName: "writeButton"
            visible: !root.captureOnly
            iconName: "pencil"
            text: root.session.canCompose ?
            //: Second action of the home screen: a message without a photo
            qsTr("Write a message") :
            //: Second action of the home screen of liaison officers: a report without a photo
            qsTr("Write a field report")
            implicitHeight: Math.max(Theme.decisive, implicitContentHeight + 16)
            wide: true
            onClicked: root.router.write(root.mainKind)
        }
    ]
}
