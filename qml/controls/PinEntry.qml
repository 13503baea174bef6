// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// The PIN: a field that accepts typing and pasting, and a large keypad for gloves. Without a keystore it is a passphrase,
// typed on the keyboard.
ColumnLayout {
    id: root

    property bool passphrase: false
    property string label: passphrase ?
    //: Label of the field for the long secret of a phone without a keystore
    qsTr("Passphrase") :
    //: Label of the field for the personal code of the application
    qsTr("PIN")
    property string help
    property string error
    property alias text: entry.text
    signal accepted

    function clear() {
        entry.text = "";
    }

    function take() {
        entry.take();
    }

    function press(key: string) {
        if (key === "delete")
            entry.text = entry.text.slice(0, -1);
        else
            entry.text += key;
    }

    spacing: 8

    TextEntry {
        id: entry

        label: root.label
        help: root.help
        error: root.error
        required: true
        secret: true
        fieldName: "pinField"
        hints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | (root.passphrase ? Qt.ImhNoAutoUppercase : Qt.ImhPreferNumbers)
        Layout.fillWidth: true
        onAccepted: root.accepted()
    }
    GridLayout {
        visible: !root.passphrase
        columns: 3
        columnSpacing: 8
        rowSpacing: 8
        Layout.maximumWidth: 360
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignHCenter

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "delete"]

            PinKey {
                required property string modelData

                digit: modelData
                Layout.fillWidth: true
                onClicked: root.press(digit)
            }
        }
    }
}
