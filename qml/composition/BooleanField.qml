// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Yes or no.
ColumnLayout {
    id: root

    required property var row
    required property Composer composer
    readonly property bool on: row.value === true || row.value === "true"

    spacing: 0

    SwitchRow {
        objectName: "switch_" + root.row.key
        text: root.row.label
        detail: root.row.help
        checked: root.on
        Layout.fillWidth: true
        onClicked: root.composer.setValue(root.row.key, !root.on)
    }
    FieldNotes {
        error: root.row.error
        Layout.fillWidth: true
    }
}
