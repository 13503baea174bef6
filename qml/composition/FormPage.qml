// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The form of the template, with the texts it makes beside it (or one press away on a phone).
AppPage {
    id: root

    required property Composer composer
    required property CaptureDesk capture
    required property Router router
    readonly property bool report: composer.kind === "fieldReport"
    readonly property bool wide: width >= Theme.twoPanesFrom && !report

    title: report ?
    //: Title of the form of a field report
    qsTr("Field report") : composer.templateTitle

    Screen {
        id: form

        title: root.title
        width: root.wide ? Math.round(root.width * 0.52) : root.width
        height: parent.height
        focus: true

        ToneLabel {
            visible: text !== ""
            text: root.composer.returnedReason
            tone: "warning"
            iconName: "undo-2"
            Layout.fillWidth: true
        }
        QuietButton {
            objectName: "changeTemplateButton"
            visible: !root.report
            iconName: "list"
            //: Returns to the choice of a template, keeping the photos
            text: qsTr("Change the template")
            onClicked: root.router.chooseTemplate()
        }
        PhotoStrip {
            photos: root.capture.photos
            Layout.fillWidth: true
            onOpened: photoId => root.router.photo(photoId)
            onAddRequested: root.router.addPhoto()
        }
        Repeater {
            model: root.report ? null : root.capture.photos

            PhotoDescription {
                capture: root.capture
                Layout.fillWidth: true
            }
        }
        Repeater {
            model: root.composer.fields

            FieldEntry {
                composer: root.composer
                Layout.fillWidth: true
            }
        }
        EnglishSwitch {
            visible: !root.report
            composer: root.composer
            Layout.fillWidth: true
        }
        ProblemCard {
            text: root.composer.problem
        }
        AstText {
            objectName: "savedLabel"
            text: root.composer.savedText
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
        }

        actions: [
            CounterBar {
                visible: !root.wide && !root.report
                channels: root.composer.channels
                Layout.fillWidth: true
                onClicked: preview.open()
            },
            PrimaryButton {
                objectName: "proofButton"
                iconName: "eye"
                //: Goes on to the proofreading of the whole message
                text: qsTr("Proofread")
                onClicked: root.router.proof()
            }
        ]
    }
    ScrollColumn {
        visible: root.wide
        x: form.width
        width: root.width - form.width
        height: parent.height

        ChannelPreviews {
            composer: root.composer
            Layout.fillWidth: true
        }
    }
    Sheet {
        id: preview

        //: Title of the panel that shows the texts per channel
        title: qsTr("Preview")

        ChannelPreviews {
            composer: root.composer
            Layout.fillWidth: true
        }
    }
}
