// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property string language: app.language
    property string theme: "light"
    property real textScale: 1
    property bool reducedMotion: true
    property bool exercise: app.exercise
    property string storageText: app.t("3 brouillons, 12 photos, 48 Mo – 11 Go libres", "3 drafts, 12 photos, 48 MB – 11 GB free")
    property RowList diagnostics: RowList {
        key: "label"
        rows: [
            {
                "label": root.app.t("Empreinte de la clé de l’appareil", "Fingerprint of the device key"),
                "value": "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
            },
            {
                "label": root.app.t("Modèles de message", "Message templates"),
                "value": "1.0.0"
            }
        ]
    }
    property string attribution: app.t("Données : Insee, La Poste, IGN – Licence Ouverte 2.0", "Data: Insee, La Poste, IGN – Licence Ouverte 2.0")
    property string serverOrigin: "https://astreinte.indre.example"
    property string lastReceiptText: app.t("Dernier reçu il y a 4 min (14 h 32)", "Last receipt 4 min ago (14:32)")

    function refresh() {
    }
    function unenrol() {
    }
}
