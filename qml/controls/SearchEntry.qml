// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// A search field with its clearing button.
RowLayout {
    id: root

    required property string label
    property alias text: entry.text
    property alias fieldName: entry.fieldName
    signal edited(string text)

    spacing: 0

    function take() {
        entry.take();
    }

    TextEntry {
        id: entry

        label: root.label
        required: true
        fieldName: "searchField"
        hints: Qt.ImhNoPredictiveText
        Layout.fillWidth: true
        onEdited: text => root.edited(text)
    }
    IconButton {
        objectName: "clearSearch"
        iconName: "x"
        //: Empties the search field
        text: qsTr("Clear the search")
        visible: entry.text !== ""
        Layout.alignment: Qt.AlignBottom
        onClicked: {
            entry.text = "";
            root.edited("");
            entry.take();
        }
    }
}
