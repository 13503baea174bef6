// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// All text of the application: four sizes, wrapped, never cut.
Text {
    id: root

    enum Level {
        Title,
        Section,
        Body,
        Secondary
    }
    property int level: AstText.Body
    property bool strong: level === AstText.Title || level === AstText.Section

    // Headings grow less: at 200 % they would push everything else off a small screen.
    readonly property bool heading: level === AstText.Title || level === AstText.Section
    readonly property real scaling: heading ? 1 + (Theme.textScale - 1) * 0.6 : Theme.textScale
    readonly property int pixels: [24, 18, 16, 14][level]
    readonly property int line: [32, 26, 24, 20][level]

    color: level === AstText.Secondary ? Theme.muted : Theme.text
    font.family: Theme.family
    font.pixelSize: Math.round(pixels * scaling)
    font.bold: strong
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(line * scaling)
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
