// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte.Doubles

QtObject {
    id: root

    required property var app
    property string photoId
    property int currentGroup: 0
    property bool answered: false
    property RowList groups: RowList {
        key: "groupId"
        rows: ["Source et lieu", "Personnes", "Éléments identifiants", "Enquête et opération", "Sincérité et neutralité"].map((fr, index) => ({
                        "groupId": "G" + (index + 1),
                        "title": root.app.t(fr, ["Source and place", "People", "Identifying details", "Inquiry and operation", "Truth and neutrality"][index]),
                        "index": index,
                        "answered": index < root.currentGroup ? 4 : 0,
                        "total": 4,
                        "complete": index < root.currentGroup
                    }))
    }
    property RowList questions: RowList {
        key: "questionId"
        rows: [root.question("Q01", "D’où vient cette image ?", "Where does this image come from?", root.answered ? "Q01-a" : ""), root.question("Q02", "Où la photo a-t-elle été prise ?", "Where was it taken?", "Q02-a"), root.question("Q03", "La photo a-t-elle été prise par un drone ou un aéronef ?", "Was it taken from a drone or an aircraft?", ""), root.question("Q04", "Une information sensible est-elle visible (écran, plan, document) ?", "Is sensitive information visible?", "")]
    }
    property bool complete: true
    property string outcome: app.failing || mustSeal ? "forbidden" : "publishable"
    property string outcomeText: app.failing || mustSeal ? app.t("Publication interdite", "Publication forbidden") : app.t("Publiable", "Publishable")
    property string outcomeTone: app.failing || mustSeal ? "error" : "success"
    property string outcomeIcon: "check"
    property RowList todo: RowList {
        key: "requirementId"
        rows: [{
                "requirementId": "strip-metadata",
                "text": root.app.t("Retirer les métadonnées (position, appareil).", "Strip metadata (position, device)."),
                "how": "auto",
                "closed": false
            }, {
                "requirementId": "blur-plates",
                "text": root.app.t("Flouter toutes les plaques d’immatriculation.", "Blur all number plates."),
                "how": "edit",
                "closed": false
            }, {
                "requirementId": "consent-guardian",
                "text": root.app.t("Joindre l’autorisation écrite de chaque titulaire de l’autorité parentale, ou flouter le mineur.", "Attach written authorisation of every holder of parental authority, or blur the minor."),
                "how": "consent",
                "closed": false
            }, {
                "requirementId": "ok-prosecutor",
                "text": root.app.t("Joindre l’accord du procureur de la République (nom, heure, canal).", "Attach the public prosecutor’s agreement (name, time, channel)."),
                "how": "record",
                "closed": root.app.scenario === "offline"
            }]
    }
    property RowList legal: RowList {
        key: "ref"
        rows: [{
                "ref": "Code civil, art. 9",
                "text": root.app.t("Chacun a droit au respect de sa vie privée ; la jurisprudence en déduit un droit de chacun sur son image.", "Right to private life; case law derives each person’s right over their own image.")
            }]
    }
    property bool publishable: !app.failing
    property bool signedForms: app.failing
    property bool takedown: app.failing
    property bool mustSeal: app.scenario === "denied"
    property bool mustPurge: app.failing
    property string disclaimer: app.t("Aide à la décision, ne remplace pas un avis juridique.", "Decision support, not legal advice.")
    property ConsentDesk consent: ConsentDesk {
        app: root.app
    }
    property string problem: ""
    signal finished
    signal purged
    signal sealedAway

    function question(id: string, fr: string, en: string, chosen: string): var {
        return {
            "questionId": id,
            "text": app.t(fr, en),
            "help": "",
            "answers": [{
                    "id": id + "-a",
                    "label": app.t("Je l’ai prise en service", "I took it on duty"),
                    "prompt": app.t("Image prise en service : l’État peut l’exploiter.", "Taken on duty: the State may use it."),
                    "recommended": true
                }, {
                    "id": id + "-b",
                    "label": app.t("Un service partenaire (gendarmerie, police, SDIS, mairie)", "A partner service"),
                    "prompt": "",
                    "recommended": false
                }],
            "chosen": chosen
        };
    }
    function begin(id: string) {
        photoId = id;
        currentGroup = 0;
    }
    function answer(questionId: string, answerId: string) {
        answered = true;
    }
    function noneOfThese() {
        next();
    }
    function next() {
        if (currentGroup < 4)
            currentGroup += 1;
        else
            finished();
    }
    function previous() {
        currentGroup -= 1;
    }
    function closeRecord(id: string, note: string) {
    }
    function confirmSeal() {
        sealedAway();
    }
    function confirmPurge() {
        purged();
    }
    signal changed
    onCurrentGroupChanged: changed()
}
