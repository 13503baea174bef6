// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property string filter
    property RowList templates: RowList {
        key: "templateId"
        rows: root.app.empty ? [] : [root.one("premier-message", "Premier message (message d’attente)", "First message (holding statement)", "Messages de suivi", "Follow-up messages", "megaphone", "Dans les premières minutes, dès que l’événement est confirmé par une source opérationnelle (CORG, CODIS, SIDPC), même sans détail.", "First minutes, as soon as an operational source (CORG, CODIS, SIDPC) confirms the event, even without details."), root.one("point-situation", "Point de situation", "Situation update", "Messages de suivi", "Follow-up messages", "list", "Mise à jour périodique d’un événement déjà annoncé.", "Periodic update of an event already announced."), root.one("vigilance-orange", "Vigilance météo orange", "Orange weather warning", "Météo", "Weather", "cloud-warning", "Dès que le département passe en orange sur la carte de vigilance.", "When the department turns orange."), root.one("inondation", "Inondation, crue", "Flood", "Risques naturels", "Natural hazards", "waves", "Débordement constaté ou imminent. Source : Vigicrues, SIDPC, CODIS, mairie.", "Flooding observed or imminent."), root.one("feu-vegetation", "Feu de forêt ou de végétation", "Wildfire", "Risques naturels", "Natural hazards", "flame", "Feu en cours menaçant des personnes, des axes ou produisant des fumées importantes.", "Fire threatening people or roads, or producing heavy smoke.")]
    }
    signal changed
    signal selected(string templateId)

    function one(id: string, fr: string, en: string, groupFr: string, groupEn: string, icon: string, whenFr: string, whenEn: string): var {
        return {
            "templateId": id,
            "title": app.t(fr, en),
            "group": groupFr,
            "groupTitle": app.t(groupFr, groupEn),
            "when": app.t(whenFr, whenEn),
            "icon": icon,
            "available": id !== "vigilance-orange",
            "first": id === "premier-message"
        };
    }
    function select(templateId: string) {
        app.composer.templateId = templateId;
        selected(templateId);
    }
}
