// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The seven digits, to compare with the administrator's screen.
Screen {
    id: root

    required property Enrolment enrolment
    // read in two groups: 123 4567
    readonly property string grouped: enrolment.digits.slice(0, 3) + "\u00a0" + enrolment.digits.slice(3)

    //: Title of the comparison of the seven digits
    title: qsTr("Compare")

    AstText {
        //: Heading of the comparison of the seven digits
        text: qsTr("Read these 7 digits to the administrator")
        level: AstText.Title
        Layout.fillWidth: true
        Layout.topMargin: 16
        Accessible.role: Accessible.Heading
    }
    AstText {
        objectName: "enrolmentDigits"
        text: root.grouped
        strong: true
        font.pixelSize: Math.round(44 * Math.min(Theme.textScale, 1.4))
        lineHeight: Math.round(64 * Math.min(Theme.textScale, 1.4))
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: root.enrolment.digits.split("").join(" ")
        Layout.fillWidth: true
    }
    AstText {
        //: What to do with the seven digits
        text: qsTr("They must be the same on both screens. If they differ, stop: someone may be listening.")
        Layout.fillWidth: true
    }
    ToneLabel {
        visible: root.enrolment.personName !== ""
        text: Words.joined([root.enrolment.personName, root.enrolment.roleLabel], " – ")
        tone: "text"
        iconName: "user"
        Layout.fillWidth: true
    }
    ToneLabel {
        //: Shown while the administrator has not confirmed the digits
        text: qsTr("Waiting for the administrator’s confirmation…")
        tone: "info"
        iconName: "hourglass"
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.enrolment.problem
    }
    actions: SecondaryButton {
        objectName: "digitsDifferButton"
        //: Gives up because the digits differ
        text: qsTr("The digits differ: start again")
        wide: true
        onClicked: root.enrolment.startAgain()
    }
}
