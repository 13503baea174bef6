// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One report: what, hazards, access, casualties for those who may read them, resources, photos.
Screen {
    id: root

    required property ReportBoard board
    required property bool opened
    readonly property var report: board.report
    readonly property bool loaded: report.submissionId !== undefined

    hasActions: false

    EmptyState {
        visible: !root.loaded && !root.board.busy && !root.opened
        iconName: "radio-tower"
        //: Shown beside the list while no report is open
        title: qsTr("Choose a report")
        Layout.fillWidth: true
    }
    Skeleton {
        visible: root.board.busy && !root.loaded
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.board.problem
    }
    ToneLabel {
        visible: root.loaded
        //: Above a field report
        text: qsTr("Never published. To inform the public, write a message.")
        tone: "warning"
        iconName: "lock"
        Layout.fillWidth: true
    }
    AstText {
        visible: root.loaded
        text: root.report.title ?? ""
        level: AstText.Title
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    ToneLabel {
        visible: root.loaded
        text: root.report.place ?? ""
        tone: "text"
        iconName: "map-pin"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        visible: root.loaded
        text: Words.joined([root.report.serviceLabel ?? "", root.report.author ?? "", root.report.ageText ?? ""], " · ")
        tone: "text"
        iconName: "user"
        strong: false
        Layout.fillWidth: true
    }
    Repeater {
        model: root.board.lines

        Card {
            id: line

            required property string label
            required property string text
            required property bool restricted

            Layout.fillWidth: true

            AstText {
                text: line.label
                strong: true
                Layout.fillWidth: true
            }
            ToneLabel {
                visible: line.restricted
                text: line.text
                tone: "warning"
                iconName: "lock"
                strong: false
                Layout.fillWidth: true
            }
            AstText {
                visible: !line.restricted
                text: line.text
                Layout.fillWidth: true
            }
        }
    }
    Repeater {
        model: root.board.photos

        Card {
            id: photo

            required property int index
            required property string image
            required property string credit

            padding: 12
            Layout.fillWidth: true

            PhotoFrame {
                objectName: "reportPhoto_" + photo.index
                source: photo.image
                fillMode: Image.PreserveAspectFit
                //: Description of a photo of a field report, for who cannot see it
                description: qsTr("Photo %1 of the report").arg(photo.index + 1)
                Layout.fillWidth: true
                Layout.preferredHeight: Math.min(width * 0.75, 420)
            }
            AstText {
                text: photo.credit
                level: AstText.Secondary
                Layout.fillWidth: true
            }
        }
    }
}
