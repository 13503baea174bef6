// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList items: RowList {
        key: "submissionId"
        rows: root.app.empty ? [] : [root.item("r3", root.app.t("Deux habitations menacées, reconnaissance en cours", "Two houses under threat, being looked at"), "Châteauroux", root.app.t("il y a 1 min (14 h 43)", "1 min ago (14:43)"), root.app.t("En attente d’envoi", "Waiting to be sent"), "warning", 0), root.item("r1", root.app.t("Feu de chaume, 3 ha, progresse vers la D 67", "Stubble fire, 3 ha, moving towards the D 67"), "Châteauroux", root.app.t("il y a 12 min (14 h 32)", "12 min ago (14:32)"), root.app.t("Vue par Autorité de permanence A à 14 h 34\nVue par Service de protection civile A à 14 h 36", "Seen by Duty authority A at 14:34\nSeen by Civil defence A at 14:36"), "success", 2), root.item("r2", root.app.t("Route coupée par un arbre", "Road blocked by a tree"), "Le Blanc", root.app.t("il y a 2 h (12 h 40)", "2 h ago (12:40)"), root.app.t("Sur le serveur, pas encore lue", "On the server, not read yet"), "info", 0)]
    }
    property string summary: app.empty ? "" : app.t("2 envoyées, 1 vue", "2 sent, 1 seen")
    property string problem: ""
    signal following(string draftId)

    function item(id: string, what: string, place: string, sent: string, state: string, tone: string, photos: int): var {
        return {
            "submissionId": id,
            "what": what,
            "place": place,
            "sentText": sent,
            "stateText": state,
            "tone": tone,
            "photoCount": photos,
            "exercise": app.exercise
        };
    }
    function followUp(id: string) {
        following("d1");
    }
}
