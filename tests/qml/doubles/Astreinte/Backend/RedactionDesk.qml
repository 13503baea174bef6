// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property string photoId
    property string imageUrl: "image://astreinte/original/p1"
    property int imageWidth: 800
    property int imageHeight: 600
    property RowList regions: RowList {
        key: "regionId"
        rows: root.app.empty ? [] : [root.region("r1", 0.66, 0.45, 0.16, 0.1, "plate", root.app.t("plaque 1 sur 1, floutée", "plate 1 of 1, blurred"), "mosaic", false), root.region("r2", 0.2, 0.4, 0.05, 0.06, "face", root.app.t("visage 1 sur 1, masqué, proposé", "face 1 of 1, hidden, proposed"), "opaque", true)]
    }
    property string problem: ""
    property bool busy: false
    property bool unsaved: true
    property var needed: app.empty ? [] : [app.t("Demandé par l’autorité : plaque du véhicule", "Asked by the authority: plate of the vehicle"), app.t("Flouter toutes les plaques d’immatriculation.", "Blur all number plates.")]
    property bool looking: false
    property bool canLook: true
    property int proposedCount: app.empty ? 0 : 1
    property int facesLeft: app.failing ? 1 : 0
    property string usualKind: "face"
    property rect crop: Qt.rect(0, 0, 1, 1)
    property string cropShape: "free"
    signal regionAdded(string id)
    signal applied

    function region(id: string, x: real, y: real, w: real, h: real, kind: string, label: string, treatment: string, proposed: bool): var {
        return {
            "regionId": id,
            "x": x,
            "y": y,
            "w": w,
            "h": h,
            "kind": kind,
            "treatment": treatment,
            "proposed": proposed,
            "label": label
        };
    }
    function begin(id: string) {
        photoId = id;
    }
    function addRegion(x: real, y: real, w: real, h: real, kind: string) {
        const id = "r" + (regions.count + 1);
        regions.rows = regions.rows.concat([region(id, x, y, w, h, kind, kind, "opaque", false)]);
        regionAdded(id);
    }
    function moveRegion(id: string, x: real, y: real, w: real, h: real) {
        regions.rows = regions.rows.map(row => row.regionId === id ? region(id, x, y, w, h, row.kind, row.label, row.treatment, false) : row);
    }
    function removeRegion(id: string) {
        regions.rows = regions.rows.filter(row => row.regionId !== id);
    }
    function setKind(id: string, kind: string) {
    }
    function setTreatment(id: string, treatment: string) {
    }
    function setCrop(x: real, y: real, w: real, h: real) {
        crop = Qt.rect(Math.max(0, x), Math.max(0, y), Math.min(1, w), Math.min(1, h));
    }
    function look() {
    }
    function apply() {
        applied();
    }
}
