// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList queue: RowList {
        key: "submissionId"
        rows: root.app.empty ? [] : [{
                "submissionId": "s1",
                "title": root.app.t("Inondation, crue – Châteauroux", "Flood – Châteauroux"),
                "stateText": root.app.t("En attente d’envoi", "Waiting to be sent"),
                "whyText": root.app.failing ? root.app.t("Le serveur ne répond pas. L’envoi reprendra tout seul.", "The server does not answer. Sending will go on by itself.") : root.app.t("Partira en Wi-Fi", "Will leave on Wi-Fi"),
                "sinceText": "14 h 32",
                "sizeText": root.app.t("1,7 Mo", "1.7 MB")
            }]
    }
    property string storageText: root.app.t("48 Mo utilisés, 11 Go libres", "48 MB used, 11 GB free")
    property string contactText: root.app.t("Dernière réponse du serveur à 14 h 40", "The server last answered at 14:40")
    property string receiptText: root.app.t("Dernier reçu : Route coupée – D943 · 14 h 33", "Last receipt: Road closed – D943 · 14:33")
    property string exportedTo: app.failing ? "/home/astreinte/Documents/astreinte-20261122-144012.json" : ""
    property string problem: ""
    property int sealedFiles: root.app.empty ? 0 : 214
    property bool rescuing: false

    function refresh() {
    }
    function rescue() {
    }
    function exportReport() {
    }
}
