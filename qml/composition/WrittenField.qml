// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// Text, number, road, river, link or telephone, with the suggestions of the template and its English version.
Column {
    id: root

    required property Composer composer
    required property string key
    required property string type
    required property string label
    required property string help
    required property string error
    required property bool required
    required property string value
    required property var suggestions
    required property int maxLength
    required property string unit
    required property string placeholder
    required property bool hasEnglish
    required property string valueEn
    readonly property int keyboard: {
        switch (type) {
        case "integer":
            return Qt.ImhDigitsOnly;
        case "decimal":
            return Qt.ImhFormattedNumbersOnly;
        case "phone":
            return Qt.ImhDialableCharactersOnly;
        case "url":
            return Qt.ImhUrlCharactersOnly | Qt.ImhNoAutoUppercase;
        default:
            return Qt.ImhNone;
        }
    }
    readonly property bool tall: type === "text" && maxLength > 120

    spacing: 8

    function put(text: string) {
        composer.setValue(key, text);
    }

    // The field is not overwritten while it is being typed in.
    Binding {
        target: root.tall ? area : entry
        property: "text"
        value: root.value
        when: !entry.field.activeFocus && !area.field.activeFocus
        restoreMode: Binding.RestoreNone
    }
    TextEntry {
        id: entry

        visible: !root.tall
        label: root.label
        help: root.help
        error: root.error
        required: root.required
        placeholder: root.placeholder
        unit: root.unit
        maximum: root.maxLength
        hints: root.keyboard
        fieldName: "input_" + root.key
        width: root.width
        onEdited: text => root.put(text)
        onAccepted: field.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }
    LongTextEntry {
        id: area

        visible: root.tall
        label: root.label
        help: root.help
        error: root.error
        required: root.required
        maximum: root.maxLength
        fieldName: "input_" + root.key
        width: root.width
        onEdited: text => root.put(text)
    }
    SuggestionChips {
        visible: count > 0 && entry.text === ""
        suggestions: root.suggestions
        width: root.width
        onChosen: text => {
            entry.text = text;
            root.put(text);
        }
    }
    TextEntry {
        id: english

        visible: root.hasEnglish && root.composer.includeEnglish && entry.text !== ""
        //: Label of the English version of a field, %1 is the name of the field
        label: qsTr("%1, in English").arg(root.label)
        maximum: root.maxLength
        fieldName: "english_" + root.key
        width: root.width
        onEdited: text => root.composer.setEnglish(root.key, text)
    }
    Binding {
        target: english
        property: "text"
        value: root.valueEn
        when: !english.field.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
