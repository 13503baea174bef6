// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// The shape of what is being loaded, with the word for it.
ColumnLayout {
    id: root

    //: Shown while a list or a message is being loaded
    property string text: qsTr("Loading…")
    property int rows: 3

    spacing: 8
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    AstText {
        text: root.text
        level: AstText.Secondary
        Accessible.ignored: true
    }
    Repeater {
        model: root.rows

        Rectangle {
            required property int index

            implicitHeight: 64
            radius: Theme.radius
            color: Theme.surface
            opacity: 1 - 0.25 * index
            Layout.fillWidth: true
        }
    }
}
