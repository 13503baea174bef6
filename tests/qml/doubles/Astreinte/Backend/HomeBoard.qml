// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    readonly property real now: Date.now()
    property bool mayCloseIncident: !app.empty && app.scenario !== "report"
    property string problem: ""
    property bool asksWhyLate: app.failing
    property RowList incidents: RowList {
        key: "incidentId"
        rows: root.app.empty ? [] : [{
                "incidentId": "i1",
                "title": root.app.t("Crue de l’Indre à Châteauroux", "River Indre flooding in Châteauroux"),
                "knownAt": new Date(root.now - 38 * 60000),
                "minutesLeft": 22,
                "stage": "amber",
                "firstPublicAt": new Date(NaN),
                "nextUpdateAt": new Date(NaN),
                "minutesToNextUpdate": 0,
                "hasNextUpdate": false,
                "callText": root.app.t("Autorité de permanence A appelée à 14 h 32, sans réponse", "Duty authority A called at 14:32, no answer yet"),
                "callAnswered": false,
                "exercise": false,
                "lateReason": ""
            }, {
                "incidentId": "i2",
                "title": root.app.t("Incendie d’un entrepôt à Issoudun", "Warehouse fire in Issoudun"),
                "knownAt": new Date(root.now - 72 * 60000),
                "minutesLeft": root.app.failing ? -12 : 0,
                "stage": root.app.failing ? "missed" : "met",
                "firstPublicAt": new Date(root.now - 20 * 60000),
                "nextUpdateAt": new Date(root.now + 25 * 60000),
                "minutesToNextUpdate": root.app.failing ? -7 : 25,
                "hasNextUpdate": true,
                "callText": root.app.t("Autorité de permanence A a ouvert la proposition 3 min après l’appel de 13 h 40", "Duty authority A opened it 3 min after the call of 13:40"),
                "callAnswered": true,
                "exercise": false,
                "lateReason": root.app.failing ? root.app.t("relais de téléphonie hors service, officier sans réseau jusqu’à 14 h 20", "mobile mast down, officer without a network until 14:20") : ""
            }]
    }
    property RowList onDuty: RowList {
        key: "name"
        rows: root.app.empty ? [] : [{
                "name": root.app.t("Autorité de permanence A", "Duty authority A"),
                "roleLabel": root.app.t("Sous-préfecture de permanence", "Duty sub-prefect"),
                "phone": "02 61 91 00 00",
                "until": new Date(root.now + 86400000)
            }, {
                "name": root.app.t("Officier d’astreinte A", "On-call officer A"),
                "roleLabel": root.app.t("Cadre d’astreinte", "On-call officer"),
                "phone": "",
                "until": new Date(root.now + 86400000)
            }]
    }
    property string selfTestAlarm: app.failing ? app.t("L’essai quotidien du serveur n’est pas arrivé : un message validé pourrait ne pas sortir. Appelez la personne qui suit le serveur et vérifiez chaque publication.", "The server’s daily self-test did not arrive: an approved message may not go out. Call who looks after the server, and check each publication.") : ""
    property string dutyProblem: app.failing ? app.t("Trou dans le tableau de permanence à partir de 18 h 00", "Gap in the duty roster from 18:00") : ""
    property RowList rosterWarnings: RowList {
        key: "key"
        rows: root.app.empty ? [] : [{
                "key": "0",
                "text": root.app.t("Personne au tableau : Autorité de permanence", "Nobody in the roster: Duty authority"),
                "from": new Date(root.now + 40 * 3600000),
                "to": new Date(root.now + 42 * 3600000)
            }, {
                "key": "1",
                "text": root.app.t("Aucune délégation de signature en vigueur : Autorité de permanence A", "No delegation of signature in force: Duty authority A"),
                "from": new Date(root.now + 50 * 3600000),
                "to": new Date(root.now + 62 * 3600000)
            }]
    }
    property RowList drafts: RowList {
        key: "draftId"
        rows: root.app.empty ? [] : [{
                "draftId": "d1",
                "title": root.app.t("Inondation, crue", "Flood"),
                "savedAt": new Date(root.now - 4 * 60000),
                "photoCount": 1,
                "kind": "proposal"
            }]
    }
    property string outboxSummary: app.empty ? app.t("Rien en attente", "Nothing waiting") : app.t("Envoi en cours… 2 sur 3", "Sending… 2 of 3")
    property int toReview: app.empty ? 0 : 2
    property string currentIncidentId: "i1"
    property string currentIncidentTitle: "Crue de l’Indre"
    signal refreshWanted

    function openIncident(title: string, knownAt: date) {
    }
    function explainLateness(reason: string) {
    }
    function closeIncident() {
    }
    function chooseIncident(id: string) {
        currentIncidentId = id;
    }
    function refresh() {
    }
}
