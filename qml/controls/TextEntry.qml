// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// A field with its label, help, error and counter. `edited` comes with every change the user makes.
ColumnLayout {
    id: root

    required property string label
    property string help
    property string error
    property string placeholder
    property string unit
    property bool required: false
    property bool secret: false
    // 0: no limit, no counter
    property int maximum: 0
    property string fieldName: "textEntry"
    property alias text: field.text
    property alias hints: field.inputMethodHints
    property alias field: field
    signal edited(string text)
    signal accepted

    readonly property int remaining: maximum - field.length

    spacing: 4

    function take() {
        field.forceActiveFocus(Qt.TabFocusReason);
    }

    AstText {
        text: Words.joined([root.label, root.unit === "" ? "" : "(" + root.unit + ")", root.required ? "" : Words.optional], " ")
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
    T.TextField {
        id: field

        objectName: root.fieldName
        implicitHeight: Math.max(Theme.target, contentHeight + 24, hint.visible ? hint.implicitHeight + 16 : 0)
        leftPadding: 12
        rightPadding: 12
        verticalAlignment: TextInput.AlignVCenter
        color: Theme.text
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        placeholderTextColor: Theme.muted
        font.family: Theme.family
        font.pixelSize: Math.round(16 * Theme.textScale)
        maximumLength: root.maximum > 0 ? root.maximum : 32767
        echoMode: root.secret ? TextInput.Password : TextInput.Normal
        selectByMouse: true
        Layout.fillWidth: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.unit === "" ? root.label : root.label + " (" + root.unit + ")"
        Accessible.description: root.error !== "" ? root.error : root.help
        onTextEdited: root.edited(text)
        onAccepted: root.accepted()

        background: Rectangle {
            radius: Theme.radius
            color: Theme.background
            border.width: field.activeFocus || root.error !== "" ? 2 : 1
            border.color: root.error !== "" ? Theme.danger : field.activeFocus ? Theme.primary : Theme.outline

            FocusFrame {
                control: field
            }
        }

        AstText {
            id: hint

            anchors {
                left: parent.left
                right: parent.right
                verticalCenter: parent.verticalCenter
                leftMargin: field.leftPadding
                rightMargin: field.rightPadding
            }
            visible: field.length === 0 && field.preeditText === ""
            text: root.placeholder
            color: Theme.muted
            Accessible.ignored: true
        }
    }
    FieldNotes {
        error: root.error
        remaining: root.remaining
        counted: root.maximum > 0
        maximum: root.maximum
        Layout.fillWidth: true
    }
}
