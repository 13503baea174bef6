// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// First run: the invitation, the seven digits, the PIN. One decision per page.
FocusScope {
    id: root

    required property FieldApp app
    readonly property string progress: app.enrolment.state

    focus: true
    onProgressChanged: show()
    Component.onCompleted: show()

    function show() {
        if (progress === "confirmed")
            page.setSource("ChoosePinPage.qml", {
                "enrolment": app.enrolment,
                "session": app.session
            });
        else if (page.status === Loader.Null || progress === "waiting" || progress === "idle")
            page.setSource(progress === "waiting" ? "DigitsPage.qml" : "InvitationPage.qml", {
                "enrolment": app.enrolment
            });
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }
    Loader {
        id: page

        anchors.fill: parent
        focus: true
    }
}
