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
                "revision": 1,
                "title": root.app.t("Inondation, crue", "Flood"),
                "kind": "proposal",
                "authors": root.app.t("Officier d’astreinte A", "On-call officer A"),
                "communeName": "Châteauroux",
                "factsAt": new Date(Date.now() - 12 * 60000),
                "receivedAt": new Date(),
                "ageText": root.app.t("il y a 12 min (14 h 32)", "12 min ago (14:32)"),
                "photoCount": 1,
                "exercise": root.app.exercise,
                "incidentTitle": root.app.t("Crue de l’Indre", "River Indre flooding"),
                "stage": "amber",
                "minutesLeft": 22,
                "stateText": "",
                "awaitsDecision": true
            }]
    }
    property var onlyOne: ({})
    property bool busy: false
    property string problem: app.failing ? app.t("L’auteur a envoyé une révision plus récente. Lisez la nouvelle révision, puis décidez.", "The author has sent a newer revision. Read the newer revision, then decide.") : ""
    property bool loaded: false
    property var manifest: loaded ? ({
            "title": app.t("Inondation, crue", "Flood"),
            "action": "publish",
            "actionText": app.t("Publier", "Publish"),
            "targetText": "",
            "authors": app.t("Officier d’astreinte A", "On-call officer A"),
            "factsAt": new Date(Date.now() - 42 * 60000),
            "factsAgeMinutes": 42,
            "factsWarning": app.t("Les faits datent de 14 h 30. Sont-ils toujours exacts ?", "The facts date from 14:30. Are they still true?"),
            "place": "Châteauroux (36)",
            "incidentTitle": app.t("Crue de l’Indre à Châteauroux", "River Indre flooding in Châteauroux"),
            "exercise": app.exercise,
            "revision": 1,
            "sha256Short": "9f2c 41ab 77de",
            "kind": "proposal"
        }) : ({})
    property RowList channels: RowList {
        key: "channel"
        rows: [root.channel("site", "Site"), root.channel("facebook", "Facebook")]
    }
    property RowList photos: RowList {
        key: "sha256"
        rows: [{
                "sha256": "aa",
                "files": [{
                        "sha256": "aa",
                        "image": "image://astreinte/rendition/aa",
                        "channels": "Facebook",
                        "width": 2048,
                        "height": 1536,
                        "factsText": "2048 × 1536 · " + root.app.t("812 ko", "812 kB")
                    }, {
                        "sha256": "bb",
                        "image": "image://astreinte/rendition/bb",
                        "channels": "Site",
                        "width": 1600,
                        "height": 1200,
                        "factsText": "1600 × 1200 · " + root.app.t("412 ko", "412 kB")
                    }],
                "altFr": "Rue inondée, un camion de pompiers avance lentement.",
                "altEn": "Flooded street, a fire engine moves slowly.",
                "author": "Préfecture de l’Indre",
                "licence": "Licence Ouverte 2.0",
                "rightsText": root.app.t("Publiable", "Publishable"),
                "rightsTone": "success",
                "partners": ["@SDIS36"],
                "shown": true,
                "regions": root.app.t("2 masqués, 1 en mosaïque", "2 covered, 1 in mosaic"),
                "consentText": "",
                "answers": [root.app.t("Des personnes sont-elles visibles ? Aucune personne", "Are people visible? No one"), root.app.t("Plaque, nom, badge ou adresse visibles ? Non", "Plate, name, badge or address visible? No")]
            }]
    }
    property RowList marks: RowList {
        key: "markId"
        rows: [{
                "markId": "0",
                "photo": "aa",
                "x": 0.4,
                "y": 0.4,
                "w": 0.2,
                "h": 0.1,
                "reason": root.app.t("plaque du véhicule", "plate of the vehicle")
            }]
    }
    property bool allPhotosShown: true
    property string consequence: app.t("Valider et publier sur : site, Facebook", "Authorise and publish on: site, Facebook")
    property bool factsConfirmed: false
    property bool canApprove: factsConfirmed
    property string whyNot: factsConfirmed ? "" : app.t("Confirmez que les faits sont toujours exacts.", "Confirm that the facts are still true.")
    property RowList agreements: RowList {
        key: "id"
        rows: [{
                "id": "cos",
                "label": root.app.t("Avis du commandant des opérations de secours", "Incident commander’s opinion"),
                "note": root.app.t("Lieutenant de permanence – 14 h 25 – Radio", "Duty lieutenant – 14:25 – Radio"),
                "closed": true
            }, {
                "id": "decision_dos",
                "label": root.app.t("Décision du directeur des opérations de secours (maire ou préfet)", "Decision of the director of rescue operations"),
                "note": root.app.t("Non enregistré", "Not recorded"),
                "closed": false
            }]
    }
    property string signaturesText: app.failing ? app.t("1 sur 2 : Autorité de permanence A a signé à 14 h 41. Une autre autorité doit signer aussi.", "1 of 2: Duty authority A signed at 14:41. Another authority must sign as well.") : ""
    property bool sole: app.scenario === "offline"
    signal decided(string stateText)

    function mark(photo: string, x: real, y: real, w: real, h: real, reason: string) {
    }
    function unmark(id: string) {
    }
    function channel(id: string, title: string): var {
        return {
            "channel": id,
            "title": title,
            "chosen": true,
            "textFr": "⚠️ Crue de l’Indre à Châteauroux et au Blanc, niveau en hausse à 14 h 30.\n\nÉloignez-vous des berges, montez à l’étage, ne descendez ni à la cave ni au parking.",
            "textEn": "⚠️ River Indre flooding in Châteauroux and Le Blanc, level rising at 14:30.\n\nLeave river banks, go upstairs.",
            "photosText": app.t("1 photo", "1 photo")
        };
    }
    function refresh() {
    }
    function open(id: string, revision: int) {
        loaded = true;
    }
    function close() {
        loaded = false;
        factsConfirmed = false;
    }
    function decide(decision: string, reason: string, pin: string) {
        decided(app.t("Validé par l’autorité de permanence à 14 h 51", "Authorised by the duty authority at 14:51"));
    }
}
