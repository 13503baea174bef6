// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// What the shell knows of a screen: its title, and whether it lets go.
FocusScope {
    id: root

    required property string title
    // Called before going back; a screen that first closes something of its own returns false.
    function leave(): bool {
        return true;
    }

    Accessible.role: Accessible.Pane
    Accessible.name: title

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }
}
