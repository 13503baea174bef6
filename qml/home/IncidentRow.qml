// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// One incident: title, since when it is known, its clock, and whether it is the current one.
T.AbstractButton {
    id: root

    required property string incidentId
    required property string title
    required property date knownAt
    required property int minutesLeft
    required property string stage
    required property int minutesToNextUpdate
    required property bool hasNextUpdate
    required property string callText
    required property bool callAnswered
    required property string lateReason
    property string currentId

    //: Said of the incident that receives what is written next
    readonly property string currentWord: qsTr("Current incident")
    //: When the next update was promised, %n minutes from now
    readonly property string promise: qsTr("Next update promised in %n min", "", minutesToNextUpdate)
    readonly property bool overdue: hasNextUpdate && minutesToNextUpdate <= 0
    //: The promised update is late by %n minutes
    readonly property string overdueText: qsTr("The promised update is late by %n min", "", -minutesToNextUpdate)

    objectName: "incident_" + incidentId
    checked: incidentId === currentId
    implicitWidth: 288
    implicitHeight: implicitContentHeight + 32
    padding: 16
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: Words.joined([title, IncidentWords.clock(stage, minutesLeft), overdue ? overdueText : "", callText, checked ? currentWord : ""], ", ")
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: ColumnLayout {
        spacing: 8

        AstText {
            text: root.title
            level: AstText.Section
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        IncidentClock {
            minutesLeft: root.minutesLeft
            stage: root.stage
            //: Since when an incident is known, %1 is « 20 min ago »
            detail: Words.joined([qsTr("Known %1").arg(Moments.ago(root.knownAt)), root.minutesToNextUpdate > 0 ? root.promise : ""], "\n")
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        ToneLabel {
            visible: root.overdue
            text: root.overdueText
            tone: "danger"
            iconName: "timer"
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        ToneLabel {
            visible: text !== ""
            text: root.callText
            tone: root.callAnswered ? "text" : "warning"
            iconName: root.callAnswered ? "eye" : "phone"
            strong: !root.callAnswered
            level: AstText.Secondary
            Accessible.ignored: true
            Layout.fillWidth: true
        }
        AstText {
            visible: root.lateReason !== ""
            //: Why the first message of an incident was late, in the words of the duty
            text: qsTr("Late: %1").arg(root.lateReason)
            level: AstText.Secondary
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        ToneLabel {
            visible: root.checked
            text: root.currentWord
            tone: "info"
            iconName: "circle-dot"
            level: AstText.Secondary
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTint : Theme.surface
        border.width: root.checked ? 2 : 0
        border.color: Theme.primary

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
