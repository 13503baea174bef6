// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte

// Usual values of a field, one press each.
Flow {
    id: root

    property var suggestions: []
    readonly property alias count: chips.count
    signal chosen(string text)

    spacing: 8

    Repeater {
        id: chips

        model: root.suggestions

        ChoiceChip {
            required property string modelData

            objectName: "suggestion_" + modelData
            width: Math.min(implicitWidth, root.width)
            text: modelData
            Accessible.role: Accessible.Button
            onClicked: root.chosen(modelData)
        }
    }
}
