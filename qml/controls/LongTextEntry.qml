// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// Several lines of text, growing with what is written: alternative texts, reasons, field reports.
ColumnLayout {
    id: root

    required property string label
    property string help
    property string error
    property bool required: false
    property int maximum: 0
    property int lines: 3
    property string fieldName: "longTextEntry"
    property alias text: area.text
    property alias field: area
    signal edited(string text)

    spacing: 4

    function take() {
        area.forceActiveFocus(Qt.TabFocusReason);
    }

    AstText {
        text: root.required ? root.label : root.label + " " + Words.optional
        strong: true
        Layout.fillWidth: true
        Accessible.ignored: true
    }
    AstText {
        text: root.help
        visible: text !== ""
        level: AstText.Secondary
        Layout.fillWidth: true
        Accessible.ignored: true
    }
    T.TextArea {
        id: area

        objectName: root.fieldName
        implicitHeight: Math.max(24 + root.lines * 24 * Theme.textScale, contentHeight + 24)
        padding: 12
        color: Theme.text
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        font.family: Theme.family
        font.pixelSize: Math.round(16 * Theme.textScale)
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        selectByMouse: true
        Layout.fillWidth: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label
        Accessible.description: root.error !== "" ? root.error : root.help
        Accessible.multiLine: true
        Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        onTextChanged: if (activeFocus)
            root.edited(text)

        background: Rectangle {
            radius: Theme.radius
            color: Theme.background
            border.width: area.activeFocus || root.error !== "" ? 2 : 1
            border.color: root.error !== "" ? Theme.danger : area.activeFocus ? Theme.primary : Theme.outline

            FocusFrame {
                control: area
            }
        }
    }
    FieldNotes {
        error: root.error
        remaining: root.maximum - area.length
        counted: root.maximum > 0
        maximum: root.maximum
        Layout.fillWidth: true
    }
}
