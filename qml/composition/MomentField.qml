// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// A day and a time: « Now », the day by steps, the time typed as 1432, 14:32 or 14 h 32.
ColumnLayout {
    id: root

    required property Composer composer
    required property string key
    required property string label
    required property string help
    required property string error
    required property bool required
    required property date moment
    readonly property bool known: Moments.known(moment)

    spacing: 8

    function put(when: date) {
        composer.setValue(key, when);
    }

    function shiftDay(days: int) {
        const when = known ? new Date(moment) : new Date();
        when.setDate(when.getDate() + days);
        put(when);
    }

    function takeTime(text: string) {
        const found = /^\s*(\d{1,2})\s*[hH:.]?\s*(\d{2})?\s*$/.exec(text);
        if (!found || Number(found[1]) > 23 || Number(found[2] ?? 0) > 59)
            return;
        const when = known ? new Date(moment) : new Date();
        when.setHours(Number(found[1]), Number(found[2] ?? 0), 0, 0);
        put(when);
    }

    AstText {
        text: root.required ? root.label : root.label + " " + Words.optional
        strong: true
        Layout.fillWidth: true
    }
    AstText {
        text: root.help
        visible: text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: 8
        Layout.fillWidth: true

        IconButton {
            objectName: "dayBefore_" + root.key
            iconName: "chevron-left"
            //: Goes one day back in a date
            text: qsTr("The day before")
            onClicked: root.shiftDay(-1)
        }
        AstText {
            text: root.known ? Moments.dayOnly(root.moment) :
            //: Shown in a date field that is empty
            qsTr("No date")
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        IconButton {
            objectName: "dayAfter_" + root.key
            iconName: "chevron-right"
            //: Goes one day forward in a date
            text: qsTr("The day after")
            onClicked: root.shiftDay(1)
        }
    }
    GridLayout {
        columns: root.width > 240 * Theme.textScale ? 2 : 1
        columnSpacing: 8
        rowSpacing: 8
        Layout.fillWidth: true

        TextEntry {
            id: time

            //: Label of the time in a date and time field
            label: qsTr("Time")
            required: true
            error: root.error
            fieldName: "input_" + root.key
            hints: Qt.ImhTime
            Layout.fillWidth: true
            onEdited: text => root.takeTime(text)
        }
        SecondaryButton {
            objectName: "now_" + root.key
            iconName: "clock"
            //: Puts the present moment into a date and time field
            text: qsTr("Now")
            Layout.alignment: Qt.AlignBottom
            onClicked: root.composer.setNow(root.key)
        }
    }
    Binding {
        target: time
        property: "text"
        value: Moments.clock(root.moment)
        when: !time.field.activeFocus
        restoreMode: Binding.RestoreNone
    }
}
