// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// Yes or no.
ColumnLayout {
    id: root

    required property string key
    required property string label
    required property string help
    required property string error
    required property bool on
    signal toggled

    spacing: 0

    SwitchRow {
        objectName: "switch_" + root.key
        text: root.label
        detail: root.help
        checked: root.on
        Layout.fillWidth: true
        onClicked: root.toggled()
    }
    FieldNotes {
        error: root.error
        Layout.fillWidth: true
    }
}
