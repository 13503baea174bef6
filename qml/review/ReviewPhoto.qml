// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One photo as it would be published: each of its files, with the channels that it goes to.
Card {
    id: root

    required property ReviewDesk desk
    required property var model
    required property int index
    signal markWanted(var photo)

    padding: 12

    Repeater {
        model: root.model.files

        ReviewPicture {
            description: root.model.altFr
            photoIndex: root.index
            Layout.fillWidth: true
        }
    }
    ToneLabel {
        text: root.model.rightsText
        tone: root.model.rightsTone
        Layout.fillWidth: true
    }
    ToneLabel {
        objectName: "reviewRegions_" + root.index
        text: Words.joined([root.model.regions, root.model.consentText], " · ")
        visible: text !== ""
        tone: "text"
        iconName: "square-dashed"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.model.problem ?? ""
        visible: text !== ""
        tone: "danger"
        Layout.fillWidth: true
    }
    AstText {
        //: The alternative text of a photo
        text: qsTr("Alternative text: %1").arg(root.model.altFr)
        Layout.fillWidth: true
    }
    AstText {
        text: root.model.altEn ?? ""
        visible: text !== "" && text !== root.model.altFr
        color: Theme.muted
        Layout.fillWidth: true
    }
    AstText {
        text: Words.joined([root.model.author, root.model.licence], " · ")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AstText {
        readonly property var partners: root.model.partners ?? []

        visible: partners.length > 0
        //: Partner accounts tagged on the photo
        text: qsTr("Partners tagged: %1").arg(partners.join(", "))
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    Disclosure {
        visible: root.model.answers.length > 0
        //: Unfolds the answers given on the image rights of a photo
        title: qsTr("Answers on image rights")
        Layout.fillWidth: true

        Repeater {
            model: root.model.answers

            AstText {
                required property string modelData

                text: modelData
                level: AstText.Secondary
                Layout.fillWidth: true
            }
        }
    }
    ReviewMarks {
        desk: root.desk
        photo: root.model
        photoIndex: root.index
        Layout.fillWidth: true
        onWanted: root.markWanted(root.model)
    }
}
