// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The consent form: the blanks, the words to read aloud, then the signatures. Nothing is kept before everyone has signed.
Screen {
    id: root

    required property ConsentDesk desk
    required property Router router
    property bool reading: false

    //: Title of the consent form; its full name stands above its words
    title: qsTr("Consent form")
    function leave(): bool {
        if (!reading)
            return true;
        reading = false;
        return false;
    }

    Connections {
        target: root.desk

        function onSignedFor() {
            root.router.back();
        }
    }
    ChoiceList {
        visible: !root.reading
        //: In which language the form is read to the person
        label: qsTr("Language of the form")
        value: root.desk.language
        options: [{
                "value": "fr",
                "label": "Français"
            }, {
                "value": "en",
                "label": "English"
            }]
        Layout.fillWidth: true
        onChosen: value => root.desk.language = value
    }
    AstText {
        visible: root.desk.minorNote !== "" && !root.reading
        text: root.desk.minorNote
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    Repeater {
        model: root.reading ? [] : root.desk.fields

        TextEntry {
            required property var model

            label: model.label
            text: model.value
            required: true
            fieldName: "consent_" + model.key
            Layout.fillWidth: true
            onEdited: text => root.desk.setField(model.key, text)
        }
    }
    SwitchRow {
        objectName: "oneHolderSwitch"
        visible: root.desk.forMinor && !root.reading
        //: Switch of the consent form for a minor
        text: qsTr("Only one holder of parental authority")
        checked: root.desk.oneHolder
        Layout.fillWidth: true
        onClicked: root.desk.oneHolder = !root.desk.oneHolder
    }
    Repeater {
        model: root.reading ? [] : root.desk.regions

        SwitchRow {
            required property var model

            objectName: "covered_" + model.regionId
            text: model.label
            //: State of a box that a consent form covers
            detail: checked ? qsTr("Shown with this form") :
            //: State of a box that a consent form does not cover
            qsTr("Stays hidden")
            checked: model.covered
            Layout.fillWidth: true
            onClicked: root.desk.cover(model.regionId, !model.covered)
        }
    }
    AstText {
        visible: root.reading
        //: Above the words of the consent form
        text: qsTr("Read these words to the person.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AstText {
        visible: root.reading
        text: root.desk.title
        level: AstText.Section
        Layout.fillWidth: true
    }
    AstText {
        objectName: "consentText"
        visible: root.reading
        text: root.desk.text
        font.pixelSize: Math.round(pixels * scaling * 1.25)
        lineHeight: Math.round(line * scaling * 1.25)
        Layout.fillWidth: true
    }
    SignaturePad {
        id: pad

        visible: root.reading && root.desk.canSign
        rank: root.desk.signaturesGiven + 1
        needed: root.desk.signaturesNeeded
        Layout.fillWidth: true
        onSigned: (name, strokes) => {
            root.desk.sign(name, strokes);
            clear();
        }
        onSignedWithout: (name, how) => {
            root.desk.signWithout(name, how);
            clear();
        }
    }
    ToneLabel {
        visible: root.reading && root.desk.signaturesGiven > 0
        //: %n signatures of those needed (%1) are there
        text: qsTr("%n of %1 signature(s) given", "", root.desk.signaturesGiven).arg(root.desk.signaturesNeeded)
        tone: root.desk.signaturesGiven < root.desk.signaturesNeeded ? "warning" : "success"
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.desk.problem
    }

    actions: [
        AstText {
            visible: !root.reading && root.desk.text === ""
            //: Why the consent form cannot be read yet
            text: qsTr("Fill in every field: nobody signs a form with holes.")
            level: AstText.Secondary
            Layout.fillWidth: true
        },
        PrimaryButton {
            objectName: "readConsentButton"
            visible: !root.reading
            enabled: root.desk.text !== ""
            //: Shows the words of the consent form, to be read aloud
            text: qsTr("Read and sign")
            onClicked: root.reading = true
        },
        PrimaryButton {
            objectName: "keepConsentButton"
            visible: root.reading
            enabled: root.desk.signaturesGiven >= root.desk.signaturesNeeded
            iconName: "check"
            //: Keeps the signed form with the photo
            text: qsTr("Keep the signed form")
            onClicked: root.desk.finish()
        }
    ]
}
