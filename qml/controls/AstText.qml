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

    readonly property int pixels: [24, 18, 16, 14][level]
    readonly property int line: [32, 26, 24, 20][level]

    color: level === AstText.Secondary ? Theme.muted : Theme.text
    font.family: Theme.family
    font.pixelSize: Math.round(pixels * Theme.textScale)
    font.bold: strong
    lineHeightMode: Text.FixedHeight
    lineHeight: Math.round(line * Theme.textScale)
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
