// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One municipality or several, found without accents, hyphens or articles; the nearest ones come first.
ColumnLayout {
    id: root

    required property var row
    required property Composer composer
    readonly property bool several: row.type === "communes"
    readonly property var chosen: typeof row.value === "object" && row.value ? row.value : []
    readonly property bool full: several ? row.maxItems > 0 && chosen.length >= row.maxItems : chosen.length > 0
    readonly property bool searching: search.field.activeFocus || composer.communeSearch !== "" && search.text !== ""

    spacing: 8

    function pick(code: string) {
        search.text = "";
        composer.communeSearch = "";
        composer.addCommune(row.key, code);
    }

    TextEntry {
        id: search

        visible: !root.full
        label: root.row.label
        help: root.row.help
        error: root.row.error
        required: root.row.required
        //: What to type in the field of a municipality
        placeholder: qsTr("First letters of the name")
        hints: Qt.ImhNoPredictiveText
        fieldName: "input_" + root.row.key
        Layout.fillWidth: true
        onEdited: text => root.composer.communeSearch = text
    }
    AstText {
        visible: root.full
        text: root.row.label
        strong: true
        Layout.fillWidth: true
    }
    ColumnLayout {
        visible: root.searching && !root.full
        spacing: 4
        Layout.fillWidth: true

        Repeater {
            model: root.searching ? root.composer.communeMatches : null

            NavigationRow {
                required property string code
                required property var model

                objectName: "commune_" + code
                iconName: "map-pin"
                chevron: false
                text: model.label
                detail: model.distanceKm >= 0 ?
                //: Distance of a municipality from the present position
                qsTr("%1 km away").arg(Number(model.distanceKm).toLocaleString(Qt.locale(), "f", 0)) : ""
                Layout.fillWidth: true
                onClicked: root.pick(code)
            }
        }
    }
    Flow {
        visible: root.chosen.length > 0
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.chosen

            RemovableChip {
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                required property var modelData

                objectName: "chosen_" + modelData.code
                text: modelData.nom
                onRemoved: root.composer.removeCommune(root.row.key, modelData.code)
            }
        }
    }
}
