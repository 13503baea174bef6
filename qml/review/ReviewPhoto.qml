// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// One rendition as it would be published.
Card {
    id: root

    required property var model
    required property int index

    padding: 12

    PhotoFrame {
        objectName: "reviewPhoto_" + root.index
        source: root.model.image
        fillMode: Image.PreserveAspectFit
        description: root.model.altFr
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(width * 0.75, 420)
    }
    ToneLabel {
        text: root.model.rightsText
        tone: root.model.rightsTone
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
        text: Words.joined([root.model.author, root.model.licence, root.model.bytesText ?? ""], " · ")
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
}
