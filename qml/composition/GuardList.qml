// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Questions that the template asks before it may be submitted.
ColumnLayout {
    id: root

    required property var guards
    readonly property alias count: rows.count
    signal accepted(string id)

    spacing: 8

    Repeater {
        id: rows

        model: root.guards

        ChoiceRow {
            required property var model

            objectName: "guard_" + model.id
            several: true
            text: model.text
            checked: model.accepted
            Layout.fillWidth: true
            onClicked: root.accepted(model.id)
        }
    }
}
