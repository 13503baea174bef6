// SPDX-License-Identifier: EUPL-1.2
import QtQuick

QtObject {
    required property var app
    property string choice: app.scenario === "offline" ? "photosOnWifi" : "anywhere"
    property bool tellsRoaming: !app.failing
    property bool photosRoaming: true
    property string networkText: app.t("Réseau actuel : données mobiles", "Network now: mobile data")
}
