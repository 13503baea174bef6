// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// A photo that came without a description: the verdict on its rights, and the description to write. It stays while it is
// being written.
Card {
    id: root

    required property CaptureDesk capture
    required property string photoId
    required property string badge
    required property string badgeText
    required property string altFr
    required property string altEn
    property bool asked: false

    visible: asked
    Component.onCompleted: asked = altFr === "" && badge !== "forbidden"

    ToneLabel {
        text: root.badgeText
        tone: root.badge === "ok" ? "success" : "warning"
        Layout.fillWidth: true
    }
    AltTextFields {
        desk: root.capture
        photoId: root.photoId
        altFr: root.altFr
        altEn: root.altEn
        english: false
        Layout.fillWidth: true
    }
}
