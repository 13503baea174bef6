// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// What the proposal is: title, action, authors, place, age of the facts, incident.
ColumnLayout {
    id: root

    required property var manifest
    readonly property date factsAt: manifest.factsAt ?? new Date(NaN)

    spacing: 8

    AstText {
        text: root.manifest.title ?? ""
        level: AstText.Title
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    ToneLabel {
        visible: root.manifest.exercise === true
        //: Mark on a proposal made in exercise mode
        text: qsTr("Exercise")
        tone: "warning"
        iconName: "flag"
        Layout.fillWidth: true
    }
    ToneLabel {
        text: Words.joined([root.manifest.actionText ?? "", root.manifest.targetText ?? ""], " – ")
        visible: text !== ""
        tone: root.manifest.action === "publish" ? "info" : "warning"
        iconName: root.manifest.action === "publish" ? "megaphone" : "pencil"
        Layout.fillWidth: true
    }
    AstText {
        objectName: "withdrawalReason"
        text: root.manifest.reason ?? ""
        visible: text !== ""
        Layout.fillWidth: true
    }
    ToneLabel {
        //: Who made the proposal
        text: qsTr("Proposed by %1").arg(root.manifest.authors ?? "")
        tone: "text"
        iconName: "user"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.manifest.place ?? ""
        visible: text !== ""
        tone: "text"
        iconName: "map-pin"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        //: At what time the facts of the proposal are true, %1 is « 4 min ago »
        text: qsTr("Facts: %1").arg(Moments.ago(root.factsAt))
        visible: Moments.known(root.factsAt)
        tone: "text"
        iconName: "clock"
        strong: false
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.manifest.incidentTitle ?? ""
        visible: text !== ""
        tone: "text"
        iconName: "timer"
        strong: false
        Layout.fillWidth: true
    }
}
