// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// After the first PIN: why the camera and the position are asked for, and the way of a message in four steps.
Sheet {
    id: root

    //: Title of the panel shown once after the enrolment
    title: qsTr("Before you start")

    component Line: ToneLabel {
        tone: "text"
        strong: false
        Layout.fillWidth: true
    }

    Line {
        iconName: "camera"
        //: Why the application asks for the camera
        text: qsTr("Camera: to take photos that stay sealed in Astreinte, never in the phone’s gallery.")
    }
    Line {
        iconName: "map-pin"
        //: Why the application asks for the position
        text: qsTr("Position: to name the municipality. The exact position never leaves with a photo.")
    }
    AstText {
        //: Heading of the way of a message in four steps
        text: qsTr("The way of a message")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Line {
        iconName: "camera"
        //: First step of the way of a message
        text: qsTr("Take the photo, answer the questions on image rights, blur what must be blurred.")
    }
    Line {
        iconName: "pencil"
        //: Second step of the way of a message
        text: qsTr("Choose a template and fill in the form: the texts fit every channel.")
    }
    Line {
        iconName: "send"
        //: Third step of the way of a message
        text: qsTr("Put it in the outbox: it leaves by itself when the network is there.")
    }
    Line {
        iconName: "shield-check"
        //: Fourth step of the way of a message
        text: qsTr("The duty authority reads it and authorises it. Only then is it published.")
    }
    ToneLabel {
        //: Reminder of the confidentiality floor at first use
        text: qsTr("Enter no classified or restricted information.")
        tone: "warning"
        Layout.fillWidth: true
    }
    actions: PrimaryButton {
        objectName: "welcomeDoneButton"
        //: Closes the panel shown once after the enrolment
        text: qsTr("Understood")
        onClicked: root.close()
    }
}
