// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One requirement: blurring to do, an agreement to record (name, time, means), or something the phone does by itself.
Card {
    id: root

    required property string requirementId
    required property var model
    readonly property string how: model.how
    readonly property bool closed: model.closed === true
    readonly property bool automatic: how === "auto" || how === "time"
    signal blurRequested
    signal formRequested
    signal recorded(string note)

    padding: 12

    ToneLabel {
        text: root.model.text
        tone: root.closed || root.automatic ? "success" : "warning"
        iconName: root.closed || root.automatic ? "circle-check" : "circle-dashed"
        strong: false
        Layout.fillWidth: true
    }
    AstText {
        visible: root.automatic && !root.closed
        text: root.how === "auto" ?
        //: Said of a requirement that the application fulfils itself
        qsTr("Done by the application when sending") :
        //: Said of a requirement that ends with time
        qsTr("Ends with the delay")
        level: AstText.Secondary
        Layout.fillWidth: true
        Layout.leftMargin: 32
    }
    SecondaryButton {
        objectName: "blur_" + root.requirementId
        visible: root.how === "edit" && !root.closed
        iconName: "square-dashed"
        //: Opens the blurring of the photo
        text: qsTr("Blur")
        onClicked: root.blurRequested()
    }
    SecondaryButton {
        objectName: "form_" + root.requirementId
        visible: root.how === "consent" && !root.closed
        iconName: "file-pen"
        //: Opens the consent form that the person signs on the screen
        text: qsTr("Have the form signed")
        onClicked: root.formRequested()
    }
    TextEntry {
        id: note

        visible: root.how === "record" && !root.closed
        //: Label of the field that records an agreement
        label: qsTr("Who agreed, when, by which means")
        //: Example of a recorded agreement
        placeholder: qsTr("Duty prosecutor, 14:32, telephone")
        required: true
        fieldName: "note_" + root.requirementId
        Layout.fillWidth: true
        onAccepted: if (text.trim() !== "")
            root.recorded(text.trim())
    }
    SecondaryButton {
        objectName: "record_" + root.requirementId
        visible: note.visible
        enabled: note.text.trim() !== ""
        iconName: "check"
        //: Records an agreement
        text: qsTr("Record the agreement")
        onClicked: root.recorded(note.text.trim())
    }
}
