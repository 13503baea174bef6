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

    signal cropWanted

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
    ToneLabel {
        objectName: "facesLeftLabel"
        visible: root.desk.facesLeft > 0
        //: Warning after the blurring: the device still finds faces in the picture that would be published
        text: qsTr("%n face(s) still found in the photo to publish. Check before going on.", "", root.desk.facesLeft)
        tone: "warning"
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    ToneLabel {
        objectName: "proposalLabel"
        visible: text !== ""
        text: root.desk.looking ?
        //: While the device looks for faces and plates on the photo
        qsTr("Looking for faces and number plates…") : root.desk.proposedCount > 0 ?
        //: Number of boxes that the device proposes; a person decides
        qsTr("%n box(es) proposed. Remove those that are wrong, add what is missing.", "", root.desk.proposedCount) : ""
        tone: "info"
        iconName: "search"
        level: AstText.Secondary
        strong: false
        Layout.fillWidth: true
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
            onClicked: root.desk.addRegion(0.4, 0.4, 0.2, 0.2, root.desk.usualKind)
        }
        DangerButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "removeBoxButton"
            visible: root.region !== null
            //: Removes the chosen box
            text: qsTr("Remove the box")
            onClicked: root.desk.removeRegion(root.selectedId)
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "cropButton"
            iconName: "move"
            //: Opens the cropping of the photo
            text: qsTr("Crop")
            onClicked: root.cropWanted()
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "lookAgainButton"
            visible: root.desk.canLook && root.region === null
            enabled: !root.desk.looking && !root.desk.busy
            iconName: "search"
            //: Has the device look for faces and number plates again
            text: qsTr("Search again")
            onClicked: root.desk.look()
        }
    }
    ChoiceList {
        visible: root.region !== null
        //: How the chosen box hides what is under it
        label: qsTr("How to hide it")
        value: root.region ? root.region.treatment : ""
        options: [
            {
                "value": "opaque",
                //: A box that covers with one colour
                "label": qsTr("Cover")
            },
            {
                "value": "mosaic",
                //: A box that covers with large squares
                "label": qsTr("Mosaic")
            }
        ]
        Layout.fillWidth: true
        onChosen: value => root.desk.setTreatment(root.selectedId, value)
    }
    KindChoice {
        visible: root.region !== null
        value: root.region ? root.region.kind : ""
        Layout.fillWidth: true
        onChosen: value => root.desk.setKind(root.selectedId, value)
    }
    ProblemCard {
        text: root.desk.problem
    }
    AstText {
        //: What applying the blurring does
        text: qsTr("Nothing under a box can be recovered from the published photo.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
}
