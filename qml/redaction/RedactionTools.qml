// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// What must be blurred, the box at hand, and the act of burning them in.
ColumnLayout {
    id: root

    required property RedactionDesk desk
    required property string selectedId
    readonly property int row: desk.regions.count > 0 ? desk.regions.indexOf(selectedId) : -1
    readonly property var region: row >= 0 ? desk.regions.get(row) : null

    spacing: 12

    Repeater {
        model: root.desk.needed

        ToneLabel {
            required property string modelData

            text: modelData
            tone: "warning"
            level: AstText.Secondary
            Layout.fillWidth: true
        }
    }
    AstText {
        text: root.desk.regions.count === 0 ?
        //: How to begin blurring
        qsTr("Draw a box with the finger over each face, plate or name.") :
        //: Number of boxes drawn on the photo
        qsTr("%n box(es). Choose one to change it.", "", root.desk.regions.count)
        Layout.fillWidth: true
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "addBoxButton"
            iconName: "plus"
            //: Adds a box in the middle of the photo
            text: qsTr("Add a box")
            onClicked: root.desk.addRegion(0.4, 0.4, 0.2, 0.2, "face")
        }
        DangerButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "removeBoxButton"
            visible: root.region !== null
            //: Removes the chosen box
            text: qsTr("Remove the box")
            onClicked: root.desk.removeRegion(root.selectedId)
        }
    }
    ChoiceList {
        visible: root.region !== null
        //: What the chosen box hides
        label: qsTr("What it hides")
        value: root.region ? root.region.kind : ""
        options: [
            {
                "value": "face",
                //: A box hides a face
                "label": qsTr("Face")
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
                "value": "other",
                //: A box hides something else
                "label": qsTr("Other")
            }
        ]
        Layout.fillWidth: true
        onChosen: value => root.desk.setKind(root.selectedId, value)
    }
    ProblemCard {
        text: root.desk.problem
    }
    PrimaryButton {
        objectName: "applyBlurButton"
        iconName: "check"
        text: root.desk.busy ?
        //: Label of the button while the boxes are being burnt in
        qsTr("Applying…") :
        //: Burns the boxes into the photo that will be published
        qsTr("Apply the blurring")
        busy: root.desk.busy
        enabled: !root.desk.busy && root.desk.unsaved
        onClicked: root.desk.apply()
    }
    AstText {
        //: What applying the blurring does
        text: qsTr("Nothing under a box can be recovered from the published photo.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
}
