// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// Text, number, road, river, link or telephone, with the suggestions of the template and its English version.
Column {
    id: root

    required property var row
    required property Composer composer
    readonly property bool digits: row.type === "integer" || row.type === "decimal"
    readonly property int keyboard: {
        switch (row.type) {
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
    readonly property bool tall: row.type === "text" && row.maxLength > 120

    spacing: 8

    function put(text: string) {
        composer.setValue(row.key, text);
    }

    // The field is not overwritten while it is being typed in.
    Binding {
        target: root.tall ? area : entry
        property: "text"
        value: root.row.value ?? ""
        when: !entry.field.activeFocus && !area.field.activeFocus
        restoreMode: Binding.RestoreNone
    }
    TextEntry {
        id: entry

        visible: !root.tall
        label: root.row.label
        help: root.row.help
        error: root.row.error
        required: root.row.required
        placeholder: root.row.placeholder
        unit: root.row.unit
        maximum: root.row.maxLength
        hints: root.keyboard
        fieldName: "input_" + root.row.key
        width: root.width
        onEdited: text => root.put(text)
        onAccepted: field.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }
    LongTextEntry {
        id: area

        visible: root.tall
        label: root.row.label
        help: root.row.help
        error: root.row.error
        required: root.row.required
        maximum: root.row.maxLength
        fieldName: "input_" + root.row.key
        width: root.width
        onEdited: text => root.put(text)
    }
    SuggestionChips {
        visible: count > 0 && entry.text === ""
        suggestions: root.row.suggestions
        width: root.width
        onChosen: text => {
            entry.text = text;
            root.put(text);
        }
    }
    TextEntry {
        id: english

        visible: root.row.hasEnglish === true && root.composer.includeEnglish && entry.text !== ""
        //: Label of the English version of a field, %1 is the name of the field
        label: qsTr("%1, in English").arg(root.row.label)
        maximum: root.row.maxLength
        fieldName: "english_" + root.row.key
        width: root.width
        onEdited: text => root.composer.setEnglish(root.row.key, text)
    }
    Binding {
        target: english
        property: "text"
        value: root.row.valueEn ?? ""
        when: !english.field.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
