// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte
import Astreinte.Backend

// A choice among the options of the template.
ChoiceList {
    id: root

    required property var row
    required property Composer composer

    label: row.label
    help: row.help
    error: row.error
    required: row.required
    options: row.options
    value: row.value ?? ""
    onChosen: value => composer.setValue(row.key, value)
}
