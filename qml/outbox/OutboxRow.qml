// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// One submission: title, state in words with its icon, progress of the upload, and what delays it.
T.Button {
    id: root

    required property string submissionId
    required property var model
    property bool chosen: false

    readonly property var tones: ({
            "queued": "warning",
            "received": "info",
            "in_review": "info",
            "authorised": "success",
            "publishing": "success",
            "published": "success",
            "returned": "warning",
            "refused": "danger",
            "failed": "danger",
            "uncertain": "warning"
        })
    readonly property var icons: ({
            "queued": "smartphone",
            "received": "server",
            "in_review": "eye",
            "authorised": "shield-check",
            "publishing": "globe",
            "published": "globe",
            "returned": "undo-2"
        })
    readonly property string tone: tones[model.state] ?? "text"
    //: Mark on a submission made in exercise mode
    readonly property string exerciseWord: qsTr("Exercise")

    objectName: "submission_" + submissionId
    implicitHeight: implicitContentHeight + 24
    padding: 12
    focusPolicy: Qt.StrongFocus
    Accessible.name: Words.joined([model.title, model.stateText, model.reason, model.nextTryText], ", ")
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: ColumnLayout {
        spacing: 4

        AstText {
            text: root.model.title
            strong: true
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        ToneLabel {
            text: root.model.stateText
            tone: root.tone
            iconName: root.icons[root.model.state] ?? Theme.toneIcon(root.tone)
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        TransferProgress {
            visible: root.model.progress > 0 && root.model.progress < 1
            value: root.model.progress
            text: root.model.bytesText
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        AstText {
            text: Words.joined([root.model.reason, root.model.nextTryText], " · ")
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        AstText {
            text: Words.joined([Moments.ago(root.model.updatedAt), root.model.exercise ? root.exerciseWord : ""], " · ")
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.chosen || root.down ? Theme.primaryTint : Theme.surface
        border.width: root.chosen ? 2 : 0
        border.color: Theme.primary

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
