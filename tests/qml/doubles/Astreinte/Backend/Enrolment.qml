// SPDX-License-Identifier: EUPL-1.2
import QtQuick

QtObject {
    required property var app
    property string origin: app.empty ? "" : "https://astreinte.indre.example"
    property string digits: "4071952"
    property string state: "idle"
    property string personName: app.t("Officier d’astreinte A", "On-call officer A")
    property string roleLabel: app.t("Cadre d’astreinte", "On-call officer")
    property string problem: app.failing ? app.t("Ce code d’enrôlement a expiré (15 minutes). Demandez un nouveau code à l’administrateur.", "This enrolment code has expired (15 minutes). Ask the administrator for a new code.") : ""
    property bool scanning: false
    property bool busy: false
    property QtObject videoSink: null
    signal confirmed
    signal invitationRead

    function readText(text: string) {
        origin = "https://astreinte.indre.example";
    }
    function enrol(label: string) {
        state = "waiting";
    }
    function startAgain() {
        state = "idle";
    }
}
