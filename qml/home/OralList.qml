// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Approvals given by voice: what is to be confirmed by signature, with the time left, and what was settled.
ColumnLayout {
    id: root

    required property var items
    readonly property alias count: rows.count
    signal chosen(string submissionId, int revision)
    // One that this phone has not been able to hand over yet.
    signal keptChosen(string submissionId)

    spacing: 8

    AstText {
        //: Heading of the approvals that an authority gave by telephone or radio
        text: qsTr("Approved by voice")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.items

        NavigationRow {
            required property string submissionId
            required property int revision
            required property string title
            required property string stateText
            required property string leftText
            required property bool mine
            required property bool kept
            required property var model

            objectName: "oral_" + submissionId
            iconName: "phone"
            text: title
            note: Words.joined([stateText, leftText], " – ")
            noteTone: model.tone
            noteIcon: Theme.toneIcon(model.tone)
            detail: model.detail
            chevron: mine || kept
            Layout.fillWidth: true
            onClicked: {
                if (kept)
                    root.keptChosen(submissionId);
                else if (mine)
                    root.chosen(submissionId, revision);
            }
        }
    }
}
