// SPDX-License-Identifier: EUPL-1.2
import QtQuick

QtObject {
    required property var app
    property bool online: app.scenario !== "offline" && app.scenario !== "error"
    property int waiting: online ? 0 : 3
    property string label: online ? app.t("En ligne", "Online") : app.t("Hors connexion – 3 éléments en attente d’envoi", "Offline – 3 items waiting to be sent")
    property date lastContact: new Date()
    property string problem: app.failing ? app.t("Le certificat du serveur n’est pas celui attendu : rien n’a été envoyé. N’insistez pas sur ce réseau ; prévenez l’administrateur.", "The server's certificate is not the one expected: nothing was sent. Do not insist on this network; tell the administrator.") : ""
}
