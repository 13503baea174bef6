// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The shape of what is published of the photo, and back to the whole of it.
ColumnLayout {
    id: root

    required property RedactionDesk desk
    signal done

    spacing: 12

    AstText {
        //: How to crop a photo
        text: qsTr("Drag the frame, or its corner. What is outside is not published; the original keeps it.")
        Layout.fillWidth: true
    }
    ChoiceList {
        //: The shape of a cropped photo
        label: qsTr("Shape")
        value: root.desk.cropShape
        options: [
            {
                "value": "free",
                //: A crop of any shape
                "label": qsTr("Free")
            },
            {
                "value": "original",
                //: A crop with the shape of the photo
                "label": qsTr("As the photo")
            },
            {
                "value": "1:1",
                //: A square crop
                "label": qsTr("Square")
            },
            {
                "value": "16:9",
                "label": "16:9"
            }
        ]
        Layout.fillWidth: true
        onChosen: value => root.desk.cropShape = value
    }
    AstText {
        //: What cropping a photo does to the questionnaire on image rights
        text: qsTr("Another crop asks the questions on the picture again.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "cropDoneButton"
            iconName: "check"
            //: Ends cropping and returns to the boxes
            text: qsTr("Back to the boxes")
            onClicked: root.done()
        }
        QuietButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "wholePhotoButton"
            iconName: "undo-2"
            //: Publishes the whole photo again
            text: qsTr("Whole photo")
            onClicked: {
                root.desk.cropShape = "free";
                root.desk.setCrop(0, 0, 1, 1);
            }
        }
    }
}
