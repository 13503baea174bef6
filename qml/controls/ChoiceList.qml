// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// One choice among {value, label} pairs: chips while they are few and short, rows otherwise; a search above ten.
ColumnLayout {
    id: root

    required property string label
    required property var options
    property string value
    property string help
    property string error
    property bool required: true
    signal chosen(string value)

    property string wanted
    readonly property bool chips: options.length <= 4 && options.every(option => option.label.length <= 14)
    readonly property var shown: wanted === "" ? options : options.filter(option => plain(option.label).includes(plain(wanted)))

    function plain(text: string): string {
        return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    }

    spacing: 8
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    AstText {
        text: root.required ? root.label : root.label + " " + Words.optional
        strong: true
        Layout.fillWidth: true
    }
    AstText {
        text: root.help
        visible: text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    SearchEntry {
        //: Label of the search over the choices of a list
        label: qsTr("Search the list")
        visible: root.options.length > 10
        Layout.fillWidth: true
        onEdited: text => root.wanted = text
    }
    Flow {
        visible: root.chips
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.chips ? root.shown : []

            ChoiceChip {
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                required property var modelData

                objectName: "choice_" + modelData.value
                text: modelData.label
                checked: modelData.value === root.value
                onClicked: root.chosen(modelData.value)
            }
        }
    }
    Repeater {
        model: root.chips ? [] : root.shown

        ChoiceRow {
            required property var modelData

            objectName: "choice_" + modelData.value
            text: modelData.label
            checked: modelData.value === root.value
            Layout.fillWidth: true
            onClicked: root.chosen(modelData.value)
        }
    }
    FieldNotes {
        error: root.error
        Layout.fillWidth: true
    }
}
