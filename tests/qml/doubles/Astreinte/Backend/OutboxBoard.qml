// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList items: RowList {
        key: "submissionId"
        rows: root.app.empty ? [] : root.search !== "" ? [root.item("s1", "Inondation, crue – Châteauroux", "Flood – Châteauroux", "queued", root.app.t("Sur le téléphone", "On the phone"), "", "", 0.42)] : [root.item("s1", "Inondation, crue – Châteauroux", "Flood – Châteauroux", "queued", root.app.t("Sur le téléphone", "On the phone"), root.app.failing ? root.app.t("Aucune connexion au serveur.", "No connection to the server.") : "", root.app.failing ? root.app.t("Nouvel essai dans 40 s", "Next try in 40 s") : "", 0.42), root.item("s2", "Route coupée – D943", "Road closed – D943", "returned", root.app.t("À corriger", "To correct"), root.app.t("Précisez la déviation.", "State the diversion."), "", 0), root.item("s3", "Premier message – Issoudun", "First message – Issoudun", "published", root.app.t("Publié", "Published"), "", "", 1), root.item("s4", "Vigilance orange – Indre", "Orange weather warning – Indre", "in_review", root.app.t("Vu par l’autorité", "Seen by the authority"), "", "", 1)]
    }
    property string search: ""
    property bool searchable: search !== ""
    property bool searching: false
    property string selectedId: ""
    // A field report where the screen of one's own reports asks for one.
    property var selected: selectedId.startsWith("r") ? Object.assign(item(selectedId, "Feu de chaume, 3 ha, progresse vers la D 67", "Stubble fire, 3 ha, moving towards the D 67", "received", app.t("Sur le serveur", "On the server"), "", "", 1), {
            "kind": "fieldReport",
            "canEdit": true
        }) : items.get(items.indexOf(selectedId))
    readonly property var ladder: [root.step("phone", "Sur le téléphone", "On the phone", true, false, "14 h 32", ""), root.step("server", "Sur le serveur", "On the server", true, false, "14 h 33", ""), root.step("seen", "Vu par l’autorité", "Seen by the authority", true, false, "14 h 41", ""), root.step("authorised", "Validé", "Authorised", false, true, "", ""), root.step("published", "Publié", "Published", false, false, "", root.app.scenario === "offline" ? "https://astreinte.indre.example/messages/0192f3a1" : "")]
    property RowList steps: RowList {
        key: "rung"
        // A report ends where it was read.
        rows: root.selectedId.startsWith("r") ? root.ladder.slice(0, 3) : root.ladder
    }
    property RowList texts: RowList {
        key: "channel"
        rows: [{
                "channel": "x",
                "title": "X",
                "textFr": "#Indre #Inondation ⚠️ Crue de l’Indre à Châteauroux.",
                "textEn": "#Indre #Flood ⚠️ River Indre flooding in Châteauroux."
            }]
    }
    property string problem: ""
    signal editing(string draftId)

    function item(id: string, fr: string, en: string, state: string, words: string, reason: string, next: string, progress: real): var {
        return {
            "submissionId": id,
            "revision": 1,
            "title": app.t(fr, en),
            "kind": "proposal",
            "state": state,
            "stateText": words,
            "reason": reason,
            "nextTryAt": new Date(NaN),
            "nextTryText": next,
            "progress": progress,
            "bytesText": progress > 0 && progress < 1 ? app.t("1,2 Mo sur 2,9 Mo – encore 20 s", "1.2 MB of 2.9 MB – 20 s left") : "",
            "photoCount": 1,
            "exercise": app.exercise,
            "canEdit": state === "returned" || state === "queued",
            "mustEdit": state === "returned",
            "isPublic": state === "published",
            "canCancel": state === "queued",
            "updatedAt": new Date(Date.now() - 6 * 60000),
            "unsentMinutes": app.failing && state === "queued" ? 18 : 0,
            "held": false,
            "voiceText": app.exercise && state === "queued" ? app.t("Validation orale de l’Autorité de permanence A à 14 h 32 : gardée sur ce téléphone, envoyée avec le réseau", "Approved by voice by Duty authority A at 14:32: kept on this phone, sent with the network") : ""
        };
    }
    function step(rung: string, fr: string, en: string, done: bool, current: bool, time: string, link: string): var {
        return {
            "rung": rung,
            "title": app.t(fr, en),
            "done": done,
            "current": current,
            "at": new Date(NaN),
            "timeText": time,
            "by": rung === "seen" ? app.t("Autorité de permanence A", "Duty authority A") : "",
            "note": "",
            "link": link
        };
    }
    function select(id: string) {
        selectedId = id;
    }
    function tryNow() {
    }
    function edit(id: string) {
        editing("d1");
    }
    function cancel(id: string) {
    }
}
