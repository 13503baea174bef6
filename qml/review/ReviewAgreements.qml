// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Whose agreement the message needs, and whether it was recorded: by whom, when, by which means.
Card {
    id: root

    required property var agreements
    readonly property alias count: rows.count

    AstText {
        //: Heading of the agreements of others that a message needs
        text: qsTr("Agreements")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.agreements

        ColumnLayout {
            id: agreement

            required property string label
            required property string note
            required property bool closed

            spacing: 0
            Layout.fillWidth: true

            ToneLabel {
                text: agreement.label
                tone: agreement.closed ? "success" : "danger"
                Layout.fillWidth: true
            }
            AstText {
                text: agreement.note
                level: AstText.Secondary
                Layout.fillWidth: true
                Layout.leftMargin: 32
            }
        }
    }
}
