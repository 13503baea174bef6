// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// What a box hides: it decides which requirement the box meets.
ColumnLayout {
    id: root

    required property string value
    readonly property var kinds: [
        {
            "value": "face",
            //: A box hides a face
            "label": qsTr("Face")
        },
        {
            "value": "minor",
            //: A box hides a minor, wholly
            "label": qsTr("Minor")
        },
        {
            "value": "officer",
            //: A box hides a police officer, a gendarme, their number or badge
            "label": qsTr("Officer")
        },
        {
            "value": "victim",
            //: A box hides an injured or rescued person
            "label": qsTr("Victim")
        },
        {
            "value": "plate",
            //: A box hides a number plate
            "label": qsTr("Number plate")
        },
        {
            "value": "text",
            //: A box hides a name, a badge or a text
            "label": qsTr("Text, name")
        },
        {
            "value": "home",
            //: A box hides what tells a home or a vehicle
            "label": qsTr("Home")
        },
        {
            "value": "other",
            //: A box hides something else
            "label": qsTr("Other")
        }
    ]
    signal chosen(string value)

    spacing: 8
    Accessible.role: Accessible.Grouping
    Accessible.name: title.text

    AstText {
        id: title

        //: What the chosen box hides
        text: qsTr("What it hides")
        strong: true
        Layout.fillWidth: true
        Accessible.ignored: true
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.kinds

            ChoiceChip {
                required property var modelData

                objectName: "kind_" + modelData.value
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                text: modelData.label
                checked: modelData.value === root.value
                onClicked: root.chosen(modelData.value)
            }
        }
    }
}
