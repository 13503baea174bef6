// SPDX-License-Identifier: EUPL-1.2
pragma Singleton

import QtQuick

// Times as officers say them: « il y a 4 min (14 h 32) ». `now` moves every 15 s so that the words stay true.
QtObject {
    id: root

    property date now: new Date()
    readonly property Timer ticking: Timer {
        interval: 15000
        running: true
        repeat: true
        onTriggered: root.now = new Date()
    }

    function known(when: var): bool {
        // A row on its way out has no time left when the clock ticks.
        return when !== undefined && when.getTime() > 0;
    }

    function clock(when: date): string {
        //: Format of a time of day, in the syntax of Qt: 14:32
        return known(when) ? Qt.formatDateTime(when, qsTr("HH:mm")) : "";
    }

    function day(when: var): string {
        //: Format of a date with its time, in the syntax of Qt: Sat 14/11, 14:32
        return known(when) ? when.toLocaleString(Qt.locale(Qt.uiLanguage), qsTr("ddd dd/MM, HH:mm")) : "";
    }

    function dayOnly(when: var): string {
        //: Format of a date, in the syntax of Qt: Saturday 14 November 2026
        return known(when) ? when.toLocaleString(Qt.locale(Qt.uiLanguage), qsTr("dddd d MMMM yyyy")) : "";
    }

    function ago(when: date): string {
        if (!known(when))
            return "";
        const minutes = Math.max(0, Math.floor((now.getTime() - when.getTime()) / 60000));
        if (minutes < 1)
            //: A moment less than a minute ago, %1 is the time of day
            return qsTr("just now (%1)").arg(clock(when));
        if (minutes < 60)
            //: A moment %1 minutes ago, %2 is the time of day
            return qsTr("%1 min ago (%2)").arg(minutes).arg(clock(when));
        if (minutes < 720)
            //: A moment %1 hours ago, %2 is the time of day
            return qsTr("%1 h ago (%2)").arg(Math.floor(minutes / 60)).arg(clock(when));
        return day(when);
    }
}
