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
    signal recorded(string id, string who, string means, string time)
    signal takenBack(string id)

    spacing: 8

    // Brings the entry of this agreement into view.
    function take(id: string) {
        for (let i = 0; i < rows.count; ++i) {
            const row = rows.itemAt(i) as AgreementRow;
            if (row.model.id === id)
                row.take();
        }
    }

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
            onRecorded: (who, means, time) => root.recorded(model.id, who, means, time)
            onTakenBack: root.takenBack(model.id)
        }
    }
}
