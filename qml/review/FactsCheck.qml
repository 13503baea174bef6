// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// The facts are old: the authority says that they still hold.
Card {
    id: root

    required property string text
    required property bool checked
    signal toggled

    tone: "warning"

    ToneLabel {
        text: root.text
        tone: "warning"
        Layout.fillWidth: true
    }
    ChoiceRow {
        objectName: "factsConfirmed"
        several: true
        //: Answer to the question whether the facts are still true
        text: qsTr("Yes, the facts are still true")
        checked: root.checked
        Layout.fillWidth: true
        onClicked: root.toggled()
    }
}
