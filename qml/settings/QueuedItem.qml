// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte

// One submission that is still on the phone: since when, why, and how much is left to send.
NavigationRow {
    id: root

    required property string submissionId
    required property string title
    required property string stateText
    required property string whyText
    required property string sinceText
    required property string sizeText
    signal opened(string submissionId)

    objectName: "queued_" + submissionId
    iconName: "smartphone"
    text: title
    //: Under a submission that has not left: %1 its state, %2 since what time, %3 the size left to send
    detail: Words.joined([qsTr("%1 since %2, %3 left").arg(stateText).arg(sinceText).arg(sizeText), whyText], ". ")
    onClicked: opened(submissionId)
}
