// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Who this phone belongs to, and which server it speaks with.
Card {
    id: root

    required property Settings settings
    required property Session session

    AstText {
        text: root.session.personName
        level: AstText.Section
        visible: text !== ""
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.session.roleLabel
        visible: text !== ""
        tone: "text"
        iconName: "user"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.settings.serverOrigin
        visible: text !== ""
        tone: "text"
        iconName: "server"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.settings.lastReceiptText
        visible: text !== ""
        tone: "text"
        iconName: "badge-check"
        strong: false
        Layout.fillWidth: true
    }
}
