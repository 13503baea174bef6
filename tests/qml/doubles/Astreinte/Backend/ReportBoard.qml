// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList reports: RowList {
        key: "submissionId"
        rows: root.app.empty ? [] : [root.item("r1", root.app.t("Feu de chaume, 3 ha, progresse vers la D 67", "Stubble fire, 3 ha, moving towards the D 67"), root.app.t("Liaison sapeurs-pompiers", "Fire service liaison"), "Châteauroux", 2), root.item("r2", root.app.t("Route coupée par un arbre", "Road blocked by a tree"), root.app.t("Liaison gendarmerie", "Gendarmerie liaison"), "Le Blanc", 0)]
    }
    property RowList communes: RowList {
        key: "code"
        rows: root.app.empty ? [] : [{
                "code": "36044",
                "name": "Châteauroux",
                "count": 1,
                "placed": true,
                "x": 0.57,
                "y": 0.48
            }, {
                "code": "36018",
                "name": "Le Blanc",
                "count": 1,
                "placed": true,
                "x": 0.14,
                "y": 0.72
            }]
    }
    property double drawingHeight: 0.92
    property var backdrop: Array.from({
        "length": 200
    }, (_, i) => Qt.point(0.5 + 0.48 * Math.cos(i * 2.4) * Math.sqrt(i / 200), 0.5 + 0.48 * Math.sin(i * 2.4) * Math.sqrt(i / 200)))
    property string commune: ""
    property int count: app.empty ? 0 : 2
    property var report: ({})
    property RowList lines: RowList {
        key: "key"
    }
    property RowList photos: RowList {
        key: "sha256"
    }
    property bool busy: false
    property string problem: app.failing ? app.t("Le serveur ne répond pas. Réessayez.", "The server does not answer. Try again.") : ""

    function item(id: string, what: string, service: string, place: string, photos: int): var {
        return {
            "submissionId": id,
            "what": what,
            "serviceLabel": service,
            "author": app.t("Officier de liaison A", "Liaison officer A"),
            "place": place,
            "ageText": app.t("il y a 12 min (14 h 32)", "12 min ago (14:32)"),
            "photoCount": photos,
            "exercise": app.exercise
        };
    }
    function line(key: string, label: string, text: string, restricted: bool): var {
        return {
            "key": key,
            "label": label,
            "text": text,
            "restricted": restricted
        };
    }
    function refresh() {
    }
    function open(id: string) {
        report = Object.assign({
                "title": app.t("Feu de chaume, 3 ha, progresse vers la D 67", "Stubble fire, 3 ha, moving towards the D 67")
            }, item(id, "", app.t("Liaison sapeurs-pompiers", "Fire service liaison"), "Châteauroux", 1));
        lines.rows = [line("what", app.t("Ce qui se passe", "What happened"), report.title, false), line("access", app.t("Accès et routes", "Access and roads"), app.t("Par la D 67, côté ouest", "By the D 67, west side"), false), line("casualties", app.t("Victimes (accès restreint, jamais publié)", "Casualties (restricted, never published)"), app.t("Réservé aux autorités et au service de protection civile.", "For the authorities and the civil defence service only."), true), line("resources", app.t("Moyens engagés", "Resources engaged"), "2 FPT, 1 CCF", false)];
        photos.rows = [{
                "sha256": "aa",
                "image": "image://astreinte/rendition/aa",
                "credit": "SDIS 36"
            }];
    }
    function close() {
        report = {};
        lines.rows = [];
        photos.rows = [];
    }
}
