// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Agreements that the template asks for: each with who, when and by which means.
ColumnLayout {
    id: root

    required property var agreements
    readonly property alias count: rows.count
    signal closed(string id, string note)

    spacing: 8

    AstText {
        //: Heading of the agreements a template asks for
        text: qsTr("Agreements")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.agreements

        AgreementRow {
            Layout.fillWidth: true
            onRecorded: note => root.closed(model.id, note)
        }
    }
}
