// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property RowList items: RowList {
        key: "submissionId"
        rows: root.app.empty ? [] : [root.item("s3", "Premier message – Issoudun", "First message – Issoudun", "published", root.app.t("Publié à 14 h 53", "Published at 14:53"), "https://astreinte.indre.example/messages/0192f3a1-6f00-7c00-8a00-000000000001"), root.item("s4", "Vigilance orange", "Orange warning", "withdrawn", root.app.t("Retiré à 9 h 10", "Withdrawn at 09:10"), "")]
    }
    property string problem: ""
    property bool busy: false
    signal correcting(string draftId)
    signal withdrawing(string submissionId)

    function item(id: string, fr: string, en: string, state: string, words: string, link: string): var {
        return {
            "submissionId": id,
            "title": app.t(fr, en),
            "channel": "site",
            "channelTitle": "Site",
            "state": state,
            "stateText": words,
            "link": link,
            "at": new Date(Date.now() - 3600000),
            "agreements": state === "published",
            "exercise": false
        };
    }
    function correct(id: string) {
        correcting("d1");
    }
    function takeAgreementsBack(id: string) {
        withdrawing(id);
    }
    function withdraw(id: string, reason: string) {
        withdrawing(id);
    }
}
