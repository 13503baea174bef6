// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property bool hasDraft: true
    property string draftId: "d1"
    property date savedAt: new Date()
    property string savedText: app.t("Brouillon enregistré sur cet appareil", "Draft saved on this device")
    property string kind: app.scenario === "report" ? "fieldReport" : "proposal"
    property string action: "publish"
    property string templateId: kind === "fieldReport" ? "" : "inondation"
    property string templateTitle: app.t("Inondation, crue", "Flood")
    readonly property string missing: app.failing ? app.t("Commune manquante. Choisissez au moins une commune.", "Municipality missing. Choose at least one municipality.") : ""
    property RowList fields: RowList {
        key: "key"
        rows: [root.field("coursEau", "watercourse", "Cours d’eau (avec article)", "River", root.app.empty ? "" : "l’Indre", {
                    "required": true,
                    "maxLength": 25,
                    "help": root.app.t("Exemples : l’Indre, la Creuse, le Fouzon.", "")
                }), root.field("communes", "communes", "Communes concernées", "Municipalities affected", root.app.empty || root.app.failing ? [] : [{
                        "code": "36044",
                        "nom": "Châteauroux"
                    }, {
                        "code": "36018",
                        "nom": "Le Blanc"
                    }], {
                    "required": true,
                    "maxItems": 40,
                    "error": root.missing,
                    "help": root.app.t("Au-delà de 3, le message court affiche le nombre de communes et renvoie à l’article.", "")
                }), root.field("heure", "datetime", "Heure de l’information", "Time of information", "2026-11-14T14:30:00+01:00", {
                    "required": true
                }), root.field("tendance", "enum", "Tendance", "Trend", "hausse", {
                    "required": true,
                    "options": [{
                            "value": "hausse",
                            "label": root.app.t("en hausse", "rising")
                        }, {
                            "value": "stable",
                            "label": root.app.t("stable", "steady")
                        }, {
                            "value": "baisse",
                            "label": root.app.t("en baisse", "falling")
                        }]
                }), root.field("cote", "decimal", "Hauteur à l’échelle", "Gauge height", "2,85", {
                    "unit": "m"
                }), root.field("evenement", "text", "Nature de l’événement (sans article)", "Type of event", "", {
                    "maxLength": 45,
                    "hasEnglish": true,
                    "suggestions": ["incendie", "explosion", "fuite de gaz", "accident grave de la circulation"]
                }), root.field("ppi", "boolean", "PPI déclenché", "PPI activated", "true", {}), root.field("url", "url", "Lien vers l’article du site de l’État (IDE)", "Link to the State website article", "", {
                    "placeholder": "https://www.indre.gouv.fr/"
                })]
    }
    property string communeSearch
    property RowList communeMatches: RowList {
        key: "code"
        rows: [{
                "code": "36046",
                "name": "La Châtre",
                "label": "La Châtre (36)",
                "distanceKm": 34.2
            }, {
                "code": "36047",
                "name": "La Châtre-Langlin",
                "label": "La Châtre-Langlin (36)",
                "distanceKm": 51
            }]
    }
    property RowList channels: RowList {
        key: "channel"
        rows: root.kind === "fieldReport" ? [] : [root.channel("x", "X", "#Indre #Inondation ⚠️ Crue de l’Indre à Châteauroux et au Blanc, niveau en hausse à 14h30. Quittez les berges, montez à l’étage, n’allez pas en sous-sol. Ni à pied ni en voiture sur une route inondée. Coupées : D67 et D27.", 246, 280, root.app.t("Retiré pour tenir en 280 : lien.", "Left out to fit in 280: link.")), root.channel("bluesky", "Bluesky", "#Indre #Inondation ⚠️ Crue de l’Indre à Châteauroux et au Blanc, niveau en hausse à 14h30. Quittez les berges, montez à l’étage, n’allez pas en sous-sol. indre.gouv.fr", 235, 300, ""), root.channel("site", "Site", "Crue de l’Indre\n\nNiveau en hausse à 14 h 30 (2,85 m) à Châteauroux et au Blanc.\n\nConsignes :\n• Éloignez-vous des berges.\n• Montez à l’étage.", 0, 0, "")]
    }
    property string language: "fr"
    property bool includeEnglish: true
    property date factsAt: new Date(Date.now() - 12 * 60000)
    property string incidentTitle: app.t("Crue de l’Indre à Châteauroux", "River Indre flooding in Châteauroux")
    property string returnedReason: app.failing ? app.t("À corriger : précisez la hauteur d’eau.", "To correct: state the water level.") : ""
    property RowList agreements: RowList {
        key: "id"
        rows: root.kind === "fieldReport" ? [] : [{
                "id": "cos",
                "label": root.app.t("Avis du commandant des opérations de secours", "Incident commander’s opinion"),
                "closed": false,
                "note": "",
                "conditional": true
            }, {
                "id": "ars",
                "label": root.app.t("Avis de l’agence régionale de santé", "Regional health agency opinion"),
                "closed": true,
                "note": root.app.t("Médecin d’astreinte – 14 h 10 – Téléphone", "Duty doctor – 14:10 – Telephone"),
                "conditional": false
            }]
    }
    property RowList guards: RowList {
        key: "id"
        rows: root.kind === "fieldReport" ? [] : [{
                "id": "reserve",
                "text": root.app.t("Période de réserve : ce message est-il strictement informatif ?", "Election restraint period: is this message strictly informative?"),
                "accepted": false
            }]
    }
    property RowList problems: RowList {
        key: "text"
        rows: root.app.failing ? [{
                "text": root.missing,
                "where": "communes",
                "page": "form"
            }, {
                "text": root.app.t("La photo n’a pas de texte alternatif. Décrivez ce qu’elle montre, sans nom.", "The photo has no alternative text. Describe what the photo shows, without names."),
                "where": "p2",
                "page": "photo"
            }] : []
    }
    property bool ready: !app.failing
    property string submitLabel: app.scenario === "offline" ? app.t("Soumettre – partira au retour du réseau", "Submit – leaves when the network returns") : app.t("Envoyer maintenant", "Send now")
    property bool busy: false
    property string problem: ""
    signal submitted(string submissionId)
    signal draftOpened(string draftId)

    function field(key: string, type: string, fr: string, en: string, value: var, more: var): var {
        return Object.assign({
                "key": key,
                "type": type,
                "label": app.t(fr, en),
                "help": "",
                "required": false,
                "value": value,
                "options": [],
                "suggestions": [],
                "maxLength": 0,
                "maxItems": 0,
                "unit": "",
                "min": 0,
                "max": 0,
                "error": "",
                "placeholder": "",
                "hasEnglish": false,
                "valueEn": ""
            }, more);
    }
    function channel(id: string, title: string, text: string, length: int, limit: int, dropped: string): var {
        return {
            "channel": id,
            "title": title,
            "available": true,
            "chosen": id !== "bluesky" || !app.empty,
            "textFr": text,
            "textEn": text,
            "length": length,
            "limit": limit,
            "fits": !(app.failing && id === "x"),
            "dropped": dropped,
            "lengthLabel": limit > 0 ? length + " / " + limit : ""
        };
    }
    function begin(what: string) {
        kind = what;
        templateId = "";
    }
    function resume(id: string) {
        templateId = "inondation";
    }
    function discard() {
    }
    function putAside() {
    }
    function selectTemplate(id: string) {
        templateId = id;
    }
    function proposeFirstMessage(): bool {
        return false;
    }
    function setValue(key: string, value: var) {
        fields.rows = fields.rows.map(row => row.key === key ? Object.assign({}, row, {
                        "value": value
                    }) : row);
    }
    function setEnglish(key: string, text: string) {
    }
    function addCommune(key: string, code: string) {
    }
    function removeCommune(key: string, code: string) {
    }
    function setNow(key: string) {
    }
    function setChannel(id: string, on: bool) {
    }
    function recordAgreement(id: string, by: string, means: string, time: string) {
    }
    function forgetAgreement(id: string) {
    }
    function acceptGuard(id: string) {
    }
    function submit() {
        submitted("s1");
    }
}
