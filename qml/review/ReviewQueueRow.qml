// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// One proposal in the queue: what, where, for which incident and how much of its hour is left, how old, by whom.
NavigationRow {
    id: root

    required property string submissionId
    required property int revision
    required property string title
    required property string kind
    required property string authors
    required property string communeName
    required property string ageText
    required property int photoCount
    required property bool exercise
    required property string incidentTitle
    required property string stage
    required property int minutesLeft
    required property string stateText
    required property bool awaitsDecision

    //: Number of photos of a proposal
    readonly property string photos: qsTr("%n photo(s)", "", photoCount)
    //: Mark on a proposal made in exercise mode
    readonly property string exerciseWord: exercise ? qsTr("Exercise") : ""
    readonly property bool clockRuns: awaitsDecision && stage !== ""

    objectName: "review_" + submissionId
    iconName: kind === "fieldReport" ? "radio-tower" : "megaphone"
    text: Words.joined([title, communeName], " – ")
    note: clockRuns ? IncidentWords.clock(stage, minutesLeft) : stateText
    noteTone: clockRuns ? IncidentWords.tone(stage) : "text"
    noteIcon: clockRuns ? "timer" : "check"
    detail: Words.joined([incidentTitle, ageText, photoCount > 0 ? photos : "", authors, exerciseWord], " · ")
}
