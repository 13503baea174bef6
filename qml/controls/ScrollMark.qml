// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Templates as T
import Astreinte

// How far a list has been scrolled.
T.ScrollBar {
    implicitWidth: 8
    visible: size < 1
    contentItem: Rectangle {
        implicitWidth: 8
        radius: 4
        color: Theme.outline
    }
}
