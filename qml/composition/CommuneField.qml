// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One municipality or several, found without accents, hyphens or articles; the nearest ones come first.
ColumnLayout {
    id: root

    required property Composer composer
    required property string key
    required property bool several
    required property string label
    required property string help
    required property string error
    required property bool required
    // { code, nom } of each
    required property var chosen
    required property int maxItems
    readonly property bool full: several ? maxItems > 0 && chosen.length >= maxItems : chosen.length > 0
    readonly property bool searching: search.field.activeFocus || composer.communeSearch !== "" && search.text !== ""

    spacing: 8

    function pick(code: string) {
        search.text = "";
        composer.communeSearch = "";
        composer.addCommune(key, code);
    }

    TextEntry {
        id: search

        visible: !root.full
        label: root.label
        help: root.help
        error: root.error
        required: root.required
        //: What to type in the field of a municipality
        placeholder: qsTr("First letters of the name")
        hints: Qt.ImhNoPredictiveText
        fieldName: "input_" + root.key
        Layout.fillWidth: true
        onEdited: text => root.composer.communeSearch = text
    }
    AstText {
        visible: root.full
        text: root.label
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
                onRemoved: root.composer.removeCommune(root.key, modelData.code)
            }
        }
    }
}
