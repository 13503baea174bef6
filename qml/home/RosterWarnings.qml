// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// What is wrong with the roster of the next 72 hours, while there is time to mend it.
Card {
    id: root

    required property var warnings
    readonly property alias count: rows.count

    tone: "warning"

    ToneLabel {
        //: Heading of what is wrong with the duty roster in the next three days
        text: qsTr("To mend in the roster within 72 hours")
        tone: "warning"
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.warnings

        ColumnLayout {
            id: warning

            required property string text
            required property date from
            required property date to

            spacing: 0
            Layout.fillWidth: true

            AstText {
                text: warning.text
                strong: true
                Layout.fillWidth: true
            }
            AstText {
                //: From when until when something is wrong with the roster
                text: qsTr("From %1 to %2").arg(Moments.day(warning.from)).arg(Moments.day(warning.to))
                level: AstText.Secondary
                Layout.fillWidth: true
            }
        }
    }
}
