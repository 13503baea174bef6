// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList items: RowList {
        key: "id"
        rows: root.app.empty ? [] : [{
                "id": "o1",
                "submissionId": "s1",
                "revision": 1,
                "title": root.app.t("Inondation, crue", "Flood"),
                "detail": root.app.t("Autorité de permanence A, 14 h 32, Téléphone – noté par Officier d’astreinte A", "Duty authority A, 14:32, Telephone – recorded by On-call officer A"),
                "stateText": root.app.t("À régulariser par signature", "To be confirmed by signature"),
                "leftText": root.app.t("reste 22 h", "22 h left"),
                "tone": "warning",
                "mine": true,
                "kept": false
            }].concat(root.app.exercise ? [{
                    "id": "o2",
                    "submissionId": "s1",
                    "revision": 1,
                    "title": root.app.t("Inondation, crue – Châteauroux", "Flood – Châteauroux"),
                    "detail": root.app.t("Autorité de permanence A, 14 h 32, Radio – noté par Officier d’astreinte A", "Duty authority A, 14:32, Radio – recorded by On-call officer A"),
                    "stateText": root.app.t("Notée sur ce téléphone, envoyée avec le réseau", "Recorded on this phone, sent with the network"),
                    "leftText": root.app.t("reste 23 h", "23 h left"),
                    "tone": "warning",
                    "mine": false,
                    "kept": true
                }] : [])
    }
    property int toConfirm: app.empty ? 0 : 1
    property RowList authorities: RowList {
        key: "personId"
        rows: [{
                "personId": "authority-a",
                "name": root.app.t("Autorité de permanence A", "Duty authority A"),
                "roleLabel": root.app.t("Autorité de permanence", "Duty authority")
            }, {
                "personId": "director-a",
                "name": root.app.t("Direction A", "Director A"),
                "roleLabel": root.app.t("Directeur de cabinet", "Director of cabinet")
            }]
    }
    property string text: ""
    property string problem: app.failing ? app.t("L’autorité n’était pas de permanence. Choisissez-en une autre.", "The authority was not on duty. Choose another one.") : ""
    signal changed
    signal recorded

    function refresh() {
    }
    function prepare(submissionId: string, revision: int) {
        text = "⚠️ Crue de l’Indre à Châteauroux et au Blanc, niveau en hausse à 14 h 30.\n\nÉloignez-vous des berges, montez à l’étage.";
        changed();
    }
    function discard(submissionId: string) {
    }
    function record(authority: string, means: string, time: string, readBack: string) {
        recorded();
    }
}
