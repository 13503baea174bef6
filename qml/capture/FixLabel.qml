// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Where the photo is taken, with the age and the accuracy of the position. A missing or old fix is said.
ColumnLayout {
    id: root

    required property CaptureDesk desk
    readonly property var fix: desk.fix
    readonly property bool valid: fix.valid === true
    readonly property bool stale: fix.stale === true

    spacing: 4

    ToneLabel {
        objectName: "fixLabel"
        text: root.valid ? Words.joined([root.desk.communeName, root.fix.label], " – ") :
        //: Shown while the receiver looks for the position
        qsTr("Looking for the position…")
        tone: root.valid && !root.stale ? "success" : "warning"
        iconName: root.valid ? "map-pin" : "locate-off"
        Layout.fillWidth: true
    }
    AstText {
        visible: root.valid && root.desk.nearBorder
        //: Shown when the position is close to the limit between two municipalities
        text: qsTr("Near the limit of the municipality: check the name in the form.")
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AstText {
        visible: root.fix.simulated === true
        //: Shown when the position does not come from a real receiver
        text: qsTr("Simulated position")
        level: AstText.Secondary
        color: Theme.warning
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.desk.positionProblem
        visible: text !== ""
        tone: "warning"
        level: AstText.Secondary
        strong: false
        Layout.fillWidth: true
    }
}
