// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// What the photo shows, for those who cannot see it. Without it the photo cannot be submitted.
ColumnLayout {
    id: root

    required property CaptureDesk desk
    required property string photoId
    required property string altFr
    required property string altEn
    required property bool english

    spacing: 16

    function take() {
        french.take();
    }

    LongTextEntry {
        id: french

        //: Label of the French alternative text of a photo
        label: qsTr("Alternative text")
        //: Help of the alternative text
        help: qsTr("Describe what can be seen, without names: place, action, mood. Example: “Flooded street, a fire engine moves slowly.”")
        text: root.altFr
        required: true
        lines: 2
        maximum: 1000
        fieldName: "altFrField"
        Layout.fillWidth: true
        onEdited: text => root.desk.setAlt(root.photoId, "fr", text)
    }
    LongTextEntry {
        visible: root.english
        //: Label of the English alternative text of a photo
        label: qsTr("Alternative text in English")
        text: root.altEn
        lines: 2
        maximum: 1000
        fieldName: "altEnField"
        Layout.fillWidth: true
        onEdited: text => root.desk.setAlt(root.photoId, "en", text)
    }
}
