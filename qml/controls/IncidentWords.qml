// SPDX-License-Identifier: EUPL-1.2
pragma Singleton

import QtQml

// The one-hour clock in words.
QtObject {
    function tone(stage: string): string {
        switch (stage) {
        case "green":
        case "met":
            return "success";
        case "amber":
            return "warning";
        default:
            return "danger";
        }
    }

    function clock(stage: string, minutesLeft: int): string {
        switch (stage) {
        case "met":
            //: State of the one-hour clock: the first message was published in time
            return qsTr("First message published");
        case "missed":
            //: State of the one-hour clock: the hour has passed, %n minutes ago
            return qsTr("Hour exceeded by %n min", "", -minutesLeft);
        case "red":
            //: State of the one-hour clock: few minutes remain for the first message
            return qsTr("Urgent: %n min left", "", minutesLeft);
        default:
            //: State of the one-hour clock: %n minutes remain for the first message
            return qsTr("%n min left for the first message", "", minutesLeft);
        }
    }
}
