// SPDX-License-Identifier: EUPL-1.2
pragma Singleton

import QtQuick
import "tokens.js" as TokenFile

// What everything looks like: colours from the token file (a deployment may replace it), the 8-px grid, the type scale.
// Main.qml sets `mode`, `textScale` and `reducedMotion` from the settings.
QtObject {
    id: theme

    // "system", "light", "dark" or "contrast"
    property string mode: "system"
    // 1.0 to 2.0
    property real textScale: 1
    property bool reducedMotion: false

    readonly property SystemPalette systemColours: SystemPalette {
    }
    readonly property bool systemDark: systemColours.window.hslLightness < 0.5
    readonly property string scheme: mode === "system" ? (systemDark ? "dark" : "light") : mode
    readonly property bool dark: scheme === "dark"
    readonly property var tokens: TokenFile.tokens[scheme]

    readonly property color background: tokens.background
    readonly property color surface: tokens.surface
    readonly property color raised: tokens.raised
    readonly property color text: tokens.text
    readonly property color muted: tokens.muted
    readonly property color outline: tokens.outline
    readonly property color primary: tokens.primary
    readonly property color primaryInk: tokens.onPrimary
    readonly property color primaryTint: tokens.primaryTint
    readonly property color success: tokens.success
    readonly property color warning: tokens.warning
    readonly property color danger: tokens.danger
    readonly property color info: tokens.info
    // behind a sheet; the page under it stays visible but quiet
    readonly property color scrim: Qt.rgba(0, 0, 0, dark ? 0.7 : 0.5)

    readonly property int unit: 8
    readonly property int margin: 16
    readonly property int radius: 12
    readonly property int target: 48
    readonly property int decisive: 56
    readonly property int icon: 24
    // about 60 characters of body text
    readonly property real readingWidth: 560 * Math.min(textScale, 1.3)
    readonly property int twoPanesFrom: 600
    readonly property int motion: reducedMotion ? 0 : 150

    readonly property FontLoader regular: FontLoader {
        source: "qrc:/assets/fonts/AstreinteSans-Regular.ttf"
    }
    readonly property FontLoader bold: FontLoader {
        source: "qrc:/assets/fonts/AstreinteSans-Bold.ttf"
    }
    readonly property string family: regular.status === FontLoader.Ready ? regular.font.family : ""

    // "success", "warning", "danger" (also "error"), "info"; anything else is plain text
    function tone(name: string): color {
        switch (name) {
        case "success":
            return success;
        case "warning":
            return warning;
        case "danger":
        case "error":
            return danger;
        case "info":
            return info;
        default:
            return text;
        }
    }

    // The icon that goes with a tone: meaning is never carried by the colour alone.
    function toneIcon(name: string): string {
        switch (name) {
        case "success":
            return "circle-check";
        case "warning":
            return "triangle-alert";
        case "danger":
        case "error":
            return "octagon-alert";
        default:
            return "info";
        }
    }
}
