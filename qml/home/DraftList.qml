// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// What was being written, offered again after an interruption.
ColumnLayout {
    id: root

    required property var drafts
    readonly property alias count: rows.count
    signal resumed(string draftId)

    spacing: 8

    AstText {
        //: Heading of the drafts that can be taken up again
        text: qsTr("Take up again")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.drafts

        NavigationRow {
            required property string draftId
            required property string title
            required property date savedAt
            required property int photoCount
            required property string kind

            objectName: "draft_" + draftId
            iconName: "file-pen"
            text: title !== "" ? title :
            //: Name of a draft without a template yet
            qsTr("Untitled draft")
            //: When a draft was saved, %1 is « 4 min ago »
            detail: Words.joined([qsTr("Saved %1").arg(Moments.ago(savedAt)), photoCount > 0 ? photos : ""], " · ")
            Layout.fillWidth: true
            onClicked: root.resumed(draftId)

            //: Number of photos of a draft
            readonly property string photos: qsTr("%n photo(s)", "", photoCount)
        }
    }
}
