// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// What one reads out to whoever helps.
Disclosure {
    id: root

    required property Settings settings
    required property Session session
    required property string version

    //: Heading of the technical details in the settings
    title: qsTr("Diagnostics")

    AstText {
        //: Version of the application
        text: qsTr("Version %1").arg(root.version)
        Layout.fillWidth: true
    }
    Repeater {
        model: root.session.simulatedParts

        ToneLabel {
            required property string modelData

            text: modelData
            tone: "warning"
            level: AstText.Secondary
            Layout.fillWidth: true
        }
    }
    Repeater {
        model: root.settings.diagnostics

        ColumnLayout {
            id: line

            required property string label
            required property string value

            spacing: 0
            Layout.fillWidth: true

            AstText {
                text: line.label
                level: AstText.Secondary
                Layout.fillWidth: true
            }
            AstText {
                text: line.value
                wrapMode: Text.WrapAnywhere
                Layout.fillWidth: true
            }
        }
    }
}
