// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Language, colours, size of the text, motion.
ColumnLayout {
    id: root

    required property Settings settings

    spacing: 16

    function pair(value: string, label: string): var {
        return {
            "value": value,
            "label": label
        };
    }

    ChoiceList {
        //: Setting of the language of the interface
        label: qsTr("Language")
        value: root.settings.language
        options: [root.pair("fr", "Français"), root.pair("en", "English"),
            //: Choice of a setting: what the phone says
            root.pair("system", qsTr("Phone’s setting"))]
        Layout.fillWidth: true
        onChosen: value => root.settings.language = value
    }
    ChoiceList {
        //: Setting of the colours of the interface
        label: qsTr("Colours")
        value: root.settings.theme
        options: [
            //: Choice of a setting: what the phone says
            root.pair("system", qsTr("Phone’s setting")),
            //: Choice of colours: light
            root.pair("light", qsTr("Light")),
            //: Choice of colours: dark
            root.pair("dark", qsTr("Dark")),
            //: Choice of colours: high contrast, for full sun
            root.pair("contrast", qsTr("Full sun (high contrast)"))]
        Layout.fillWidth: true
        onChosen: value => root.settings.theme = value
    }
    ChoiceList {
        //: Setting of the size of the text
        label: qsTr("Text size")
        value: String(Math.round(root.settings.textScale * 100))
        options: [root.pair("100", "100 %"), root.pair("125", "125 %"), root.pair("150", "150 %"), root.pair("200", "200 %")]
        Layout.fillWidth: true
        onChosen: value => root.settings.textScale = Number(value) / 100
    }
    SwitchRow {
        objectName: "reducedMotionSwitch"
        //: Setting that removes movements
        text: qsTr("No movement")
        checked: root.settings.reducedMotion
        Layout.fillWidth: true
        onClicked: root.settings.reducedMotion = !root.settings.reducedMotion
    }
}
