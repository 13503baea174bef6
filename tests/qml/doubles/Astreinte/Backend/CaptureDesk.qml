// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    readonly property bool denied: app.scenario === "denied"
    property QtObject videoSink: null
    property bool active: false
    property bool available: !denied
    property bool simulated: !denied
    property string cameraProblem: denied ? app.t("L’appareil photo n’est pas autorisé. Autorisez-le dans les réglages du téléphone, ou importez une image. Ce que vous avez saisi est conservé.", "The camera is not allowed. Allow the camera in the phone's settings, or import a picture. What you typed is kept.") : ""
    property bool torch: false
    property bool canTorch: !denied
    property bool flash: false
    property bool canFlash: true
    property real zoom: 1
    property real mostZoom: 4
    property int photosLeft: 9
    property int heldNow: 0
    property bool busy: false
    property string problem: app.failing ? app.t("Le stockage est plein. Libérez de la place ; ce qui est déjà enregistré reste en sécurité.", "The storage is full. Free some space; what is already saved stays safe.") : ""
    property var fix: denied ? ({
            "valid": false
        }) : ({
            "valid": true,
            "stale": app.failing,
            "label": app.t("à 8 m près, il y a 4 s", "within 8 m, 4 s ago"),
            "simulated": true
        })
    property string communeName: "Châteauroux"
    property string communeCode: "36044"
    property bool nearBorder: app.failing
    property string positionProblem: denied ? app.t("La position n’est pas autorisée. Autorisez-la dans les réglages du téléphone, ou choisissez la commune à la main.", "The position is not allowed. Allow the position in the phone's settings, or choose the municipality by hand.") : ""
    property RowList photos: RowList {
        key: "photoId"
        rows: root.app.empty ? [] : [root.one("p1", "ok", root.app.t("Publiable", "Publishable")), root.one("p2", "todo", root.app.t("Floutage obligatoire avant publication", "Blur before publication"))]
    }
    property string currentPhotoId: "p1"
    property var currentPhoto: one("p1", "ok", app.t("Publiable", "Publishable"))
    signal photoTaken(string photoId)

    function one(id: string, badge: string, words: string): var {
        return {
            "photoId": id,
            "thumb": "image://astreinte/thumb/" + id,
            "badge": badge,
            "badgeText": words,
            "altFr": app.failing && id === "p2" ? "" : "Rue inondée, un camion de pompiers avance lentement.",
            "altEn": "Flooded street, a fire engine moves slowly.",
            "author": "Préfecture de l’Indre",
            "licence": "Licence Ouverte 2.0",
            "communeName": "Châteauroux",
            "capturedAt": new Date(),
            "width": 4000,
            "height": 3000,
            "partners": ["@SDIS36", "@Gendarmerie_036"]
        };
    }
    function shutter() {
        photoTaken("p1");
    }
    function importPicture(file: url) {
        photoTaken("p1");
    }
    function removePhoto(id: string) {
    }
    function movePhoto(id: string, to: int) {
    }
    function rotatePhoto(id: string, turns: int) {
    }
    function setAlt(id: string, language: string, text: string) {
    }
    function setAuthor(id: string, text: string) {
    }
    function setLicence(id: string, text: string) {
    }
    function setPartners(id: string, accounts: var) {
    }
}
