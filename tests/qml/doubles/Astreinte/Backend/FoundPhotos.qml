// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    readonly property bool some: app.scenario === "offline" || app.failing
    property RowList held: RowList {
        key: "photoId"
        rows: root.some ? [root.one("h1", "Châteauroux", ""), root.one("h2", "Châteauroux", ""), root.one("h3", "", "")] : []
    }
    property RowList found: RowList {
        key: "photoId"
        rows: root.some ? [root.one("f1", "Issoudun", "46.94860, 1.99340 · 22/11/2026 02:41")].concat(root.app.failing ? [root.one("f2", "", ""), root.one("f3", "", ""), root.one("f4", "", "")] : []) : []
    }
    property bool busy: false
    property string problem: app.failing ? app.t("Le fichier n’est pas une image lisible. Prenez une autre photo.", "The file is not a readable picture. Take another photo.") : ""
    signal taken(string photoId)

    function one(id: string, commune: string, remark: string): var {
        return {
            "photoId": id,
            "thumb": "image://astreinte/found/" + id,
            "takenAt": new Date(2026, 10, 22, 2, 41),
            "communeName": commune,
            "remark": remark
        };
    }
    function takeHeld() {
        taken("p1");
    }
    function take(id: string) {
        taken("p1");
    }
    function remove(id: string) {
    }
}
