// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// One proposal in the queue: what, where, how old, by whom.
NavigationRow {
    id: root

    required property string submissionId
    required property int revision
    required property var model

    //: Number of photos of a proposal
    readonly property string photos: qsTr("%n photo(s)", "", model.photoCount)
    //: Mark on a proposal made in exercise mode
    readonly property string exerciseWord: model.exercise ? qsTr("Exercise") : ""

    objectName: "review_" + submissionId
    iconName: model.kind === "fieldReport" ? "radio-tower" : "megaphone"
    text: model.title
    detail: Words.joined([model.communeName, model.ageText, model.photoCount > 0 ? photos : "", model.authors, model.incidentTitle, exerciseWord], " · ")
}
