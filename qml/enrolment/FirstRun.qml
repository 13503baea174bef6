// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte
import Astreinte.Backend

// First run: the PIN that seals the phone, the invitation, the seven digits. One decision per page. The PIN comes first, so
// that the keys made by the enrolment are sealed at once: a kill on the way loses nothing.
FocusScope {
    id: root

    required property FieldApp app
    readonly property string wanted: !app.session.pinIsSet ? "ChoosePinPage.qml" : app.enrolment.state === "waiting" ? "DigitsPage.qml" : "InvitationPage.qml"

    focus: true
    onWantedChanged: show()
    Component.onCompleted: show()

    function show() {
        const needs = {
            "enrolment": app.enrolment
        };
        if (wanted === "ChoosePinPage.qml")
            needs["session"] = app.session;
        page.setSource(wanted, needs);
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
