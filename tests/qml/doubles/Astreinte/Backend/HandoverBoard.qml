// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList notes: RowList {
        key: "entry"
        rows: root.app.scenario !== "offline" ? [] : [{
                "entry": "night",
                "title": root.app.t("Vous prenez la relève : Cadre d’astreinte, depuis 18 h 00", "You take over: On-call officer, since 18:00"),
                "text": root.app.t("Ouverts :\n• Crue de l’Indre à Châteauroux, connue à 14 h 05 – prochain point promis à 18 h 30\n\nEn attente de décision :\n• Inondation, crue – Sur le serveur (17 h 52)\n\nRien n’est en cours de diffusion.", "Open:\n• River Indre flooding in Châteauroux, known at 14:05 – next update promised at 18:30\n\nWaiting for a decision:\n• Flood – On the server (17:52)\n\nNothing is on its way out."),
                "remarks": root.app.t("Officier d’astreinte B : rappeler le maire de Buzançais à 19 h.", "On-call officer B: call the mayor of Buzançais at 19:00.")
            }]
    }
    property bool onDuty: !app.empty
    property bool busy: false
    property string problem: ""
    signal remarked

    function refresh() {
    }
    function acknowledge(entry: string) {
        notes.rows = [];
    }
    function remark(text: string) {
        remarked();
    }
}
