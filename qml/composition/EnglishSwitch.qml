// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte
import Astreinte.Backend

// Whether the message also goes out in English.
SwitchRow {
    id: root

    required property Composer composer

    objectName: "englishSwitch"
    //: Switch for the English version of the message
    text: qsTr("With an English version")
    //: Help of the switch for the English version
    detail: qsTr("Fields without an English text keep the French one.")
    checked: composer.includeEnglish
    onClicked: composer.includeEnglish = !composer.includeEnglish
}
