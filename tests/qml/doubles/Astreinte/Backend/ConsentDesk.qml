// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property string title: app.t("Autorisation de captation et de diffusion d’une image", "Authorisation to capture and publish an image")
    property string language: "fr"
    property bool forMinor: true
    property bool oneHolder: false
    property string minorNote: "Mineur : signature de chaque titulaire de l’autorité parentale ; recueillir aussi l’avis de l’enfant."
    property int signaturesNeeded: 2
    property int signaturesGiven: app.failing ? 1 : 0
    property bool canSign: true
    property string problem: app.failing ? app.t("La signature est trop courte. Signez à nouveau dans le cadre.", "The signature is too short. Sign again in the frame.") : ""
    property string text: app.empty ? "" : "Je soussigné(e) Camille Exemple, représentant légal de Alix Exemple, autorise la préfecture de l’Indre à capter et à diffuser mon image (ou celle du mineur que je représente) prise le 14 novembre 2026 à Châteauroux, pour l’information du public sur l’action de l’État, sur les supports suivants : site de la préfecture, X, Facebook. Cette autorisation est gratuite et valable un an. Elle exclut tout usage commercial et toute légende portant atteinte à ma dignité."
    property RowList fields: RowList {
        key: "key"
        rows: [root.field("nom", "Nom de la personne qui signe", "Name of the person who signs", "Camille Exemple"), root.field("mineur", "Nom du mineur", "Name of the minor", "Alix Exemple"), root.field("lieu", "Lieu", "Place", "Châteauroux"), root.field("date", "Date", "Date", "14 novembre 2026"), root.field("supports", "Où elle peut être publiée", "Where it may be published", "Site de la préfecture, X, Facebook"), root.field("duree", "Pour combien de temps", "For how long", "un an"), root.field("contact", "Adresse pour la retirer", "Address to withdraw it", ""), root.field("dpo", "Délégué à la protection des données", "Data protection officer", "")]
    }
    property RowList regions: RowList {
        key: "regionId"
        rows: [{
                "regionId": "r2",
                "label": root.app.t("Cadre 2", "Box 2"),
                "covered": true
            }]
    }
    signal changed
    signal signedFor

    function field(key: string, fr: string, en: string, value: string): var {
        return {
            "key": key,
            "label": app.t(fr, en),
            "value": value,
            "missing": value === ""
        };
    }
    function begin(photoId: string, requirementId: string) {
    }
    function setField(key: string, value: string) {
    }
    function cover(regionId: string, covered: bool) {
    }
    function sign(name: string, strokes: var) {
        signaturesGiven += 1;
    }
    function signWithout(name: string, how: string) {
        signaturesGiven += 1;
    }
    function finish() {
        signedFor();
    }
}
