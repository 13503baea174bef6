// SPDX-License-Identifier: EUPL-1.2
import QtQuick

QtObject {
    required property var app
    property string personName: app.t("Officier d’astreinte A", "On-call officer A")
    property string roleLabel: app.t("Cadre d’astreinte", "On-call officer")
    property string roleId: "onCallOfficer"
    property bool canDecide: app.scenario !== "report"
    property bool canCompose: app.scenario !== "report"
    property bool canReport: true
    property bool pinIsSet: true
    property bool unlocked: true
    property bool usesPassphrase: false
    property int triesLeft: app.failing ? 3 : 10
    property int waitSeconds: app.failing ? 30 : 0
    property bool busy: false
    property string problem: app.failing ? app.t("Le code PIN est incorrect. Saisissez-le à nouveau.", "The PIN is not correct. Type it again.") : ""
    property var simulatedParts: [app.t("Appareil photo simulé", "Simulated camera")]
    property string chosen
    signal unlockedNow
    signal pinRefused
    signal locking
    signal erased

    function askKeyStore() {
    }
    function strengthOf(text: string): var {
        const missing = 14 - text.length;
        return {
            "enough": missing <= 0,
            "text": missing > 0 ? app.t("Encore " + missing + " caractères", missing + " characters more") : app.t("Solide", "Strong"),
            "tone": missing > 0 ? "warning" : "success"
        };
    }
    function choosePin(pin: string) {
        chosen = pin;
    }
    function unlock(pin: string) {
        chosen = pin;
    }
    function lock() {
        app.stage = FieldApp.Locked;
    }
    function touch() {
    }
}
