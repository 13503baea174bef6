// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// The one main action of a screen: at the bottom, full width, 56 px.
ActionButton {
    implicitHeight: Math.max(Theme.decisive, implicitContentHeight + topPadding + bottomPadding)
    wide: true
    fill: Theme.primary
    fillPressed: Theme.text
    ink: down ? Theme.background : Theme.primaryInk
}
