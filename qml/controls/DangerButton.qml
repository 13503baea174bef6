// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// Something is lost or refused: outlined, in words and with an icon, never the shape of the main action.
ActionButton {
    iconName: "trash-2"
    fill: Theme.background
    fillPressed: Theme.raised
    ink: Theme.danger
    edge: Theme.danger
}
