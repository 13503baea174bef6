// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// A minor action inside a card or a row.
ActionButton {
    leftPadding: 8
    rightPadding: 8
    fillPressed: Theme.raised
    ink: Theme.primary
}
