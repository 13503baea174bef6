// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// What the public can read: the link read back, correction and withdrawal.
AppPage {
    id: root

    required property PublishedBoard board
    required property Router router

    //: Title of the screen of published messages
    title: qsTr("Published")

    Connections {
        target: root.board

        function onCorrecting() {
            root.router.afterPhoto();
        }
        function onWithdrawing(submissionId) {
            root.router.outbox(submissionId);
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        ProblemCard {
            text: root.board.problem
            Layout.margins: Theme.margin
        }
        EmptyState {
            visible: list.count === 0
            iconName: "globe"
            //: Shown when nothing has been published
            title: qsTr("Nothing is published yet")
            //: What leads to a publication
            text: qsTr("A message appears here once the authority has authorised it and its page has been read back.")
            Layout.fillWidth: true
            Layout.leftMargin: Theme.margin
            Layout.rightMargin: Theme.margin
        }
        ListView {
            id: list

            objectName: "publishedList"
            clip: true
            model: root.board.items
            spacing: 12
            topMargin: 12
            bottomMargin: 12
            leftMargin: Math.max(Theme.margin, (width - Theme.readingWidth) / 2)
            rightMargin: leftMargin
            delegate: PublishedRow {
                width: list.width - 2 * list.leftMargin
                onCorrected: root.board.correct(submissionId)
                onTakenBack: takenBack.ask(submissionId)
                onWithdrawn: withdrawal.ask(submissionId, model.title, model.channelTitle)
            }
            Layout.fillWidth: true
            Layout.fillHeight: true

            T.ScrollBar.vertical: ScrollMark {
            }
        }
    }
    ConfirmSheet {
        id: takenBack

        property string submissionId

        //: Title of the panel that records an agreement taken back
        title: qsTr("Record that the agreement is taken back?")
        //: What recording an agreement taken back does
        consequence: qsTr("The withdrawal of every message published with the photo is proposed to the authority now. Messages that wait go on without the photo.")
        //: Button that records an agreement taken back
        confirmText: qsTr("Record it")
        held: true
        onConfirmed: {
            close();
            root.board.takeAgreementsBack(submissionId);
        }

        function ask(id: string) {
            submissionId = id;
            open();
        }
    }
    WithdrawalSheet {
        id: withdrawal

        busy: root.board.busy
        onConfirmedWith: reason => {
            close();
            root.board.withdraw(submissionId, reason);
        }
    }
}
