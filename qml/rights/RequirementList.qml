// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// What remains to do before the photo can be published.
ColumnLayout {
    id: root

    required property var todo
    readonly property alias count: rows.count
    signal blurRequested
    signal formRequested(string requirementId)
    signal recorded(string requirementId, string note)

    spacing: 8

    AstText {
        //: Heading of what remains to do for a photo
        text: qsTr("What remains to do")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.todo

        RequirementRow {
            Layout.fillWidth: true
            onBlurRequested: root.blurRequested()
            onFormRequested: root.formRequested(requirementId)
            onRecorded: note => root.recorded(requirementId, note)
        }
    }
}
