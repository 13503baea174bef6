// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// What has not left this phone: why, since when, what it takes, and a file for whoever helps.
Screen {
    id: root

    required property Diagnostics diagnostics
    required property Router router

    //: Title of the screen that shows what is still on the phone and why
    title: qsTr("What has not left")
    hasActions: true
    Component.onCompleted: diagnostics.refresh()

    ToneLabel {
        visible: root.diagnostics.exportedTo !== ""
        //: Where the file for whoever helps was written
        text: qsTr("Written to %1").arg(root.diagnostics.exportedTo)
        tone: "success"
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.diagnostics.problem
    }
    EmptyState {
        visible: root.diagnostics.queue.count === 0
        iconName: "badge-check"
        //: Shown when nothing waits in the outbox
        title: qsTr("Everything has left this phone")
        Layout.fillWidth: true
    }
    Repeater {
        model: root.diagnostics.queue

        QueuedItem {
            Layout.fillWidth: true
            onOpened: submissionId => root.router.outbox(submissionId)
        }
    }
    Card {
        Layout.fillWidth: true

        ToneLabel {
            text: root.diagnostics.contactText
            tone: "text"
            iconName: "server"
            strong: false
            Layout.fillWidth: true
        }
        ToneLabel {
            text: root.diagnostics.receiptText
            tone: "text"
            iconName: "badge-check"
            strong: false
            Layout.fillWidth: true
        }
        ToneLabel {
            text: root.diagnostics.storageText
            tone: "text"
            iconName: "hard-drive"
            strong: false
            Layout.fillWidth: true
        }
    }
    AstText {
        //: What the file for whoever helps does not hold
        text: qsTr("The file holds counts, sizes, times and error codes: no text, no name, no place, no photo.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }

    actions: SecondaryButton {
        objectName: "exportReportButton"
        iconName: "share-2"
        //: Writes a file for whoever helps
        text: qsTr("Write a support file")
        wide: true
        onClicked: root.diagnostics.exportReport()
    }
}
