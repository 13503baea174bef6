// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// Another way on, beside the main action.
ActionButton {
    fill: Theme.background
    fillPressed: Theme.primaryTint
    ink: Theme.primary
    edge: Theme.primary
}
