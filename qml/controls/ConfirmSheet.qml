// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Repeats exactly what will happen, then asks for it. An irreversible act is held for a second, or typed (PIN).
Sheet {
    id: root

    required property string consequence
    required property string confirmText
    property string note
    property string warning
    property bool destructive: false
    property bool held: false
    property bool busy: false
    property bool allowed: true
    default property alias extra: more.data
    signal confirmed

    AstText {
        objectName: "consequenceText"
        text: root.consequence
        strong: true
        Layout.fillWidth: true
    }
    ToneLabel {
        text: root.warning
        visible: text !== ""
        tone: "warning"
        strong: false
        Layout.fillWidth: true
    }
    AstText {
        text: root.note
        visible: text !== ""
        Layout.fillWidth: true
    }
    ColumnLayout {
        id: more

        spacing: 12
        visible: children.length > 0
        Layout.fillWidth: true
    }

    actions: [
        HoldButton {
            visible: root.held
            label: root.confirmText
            enabled: root.allowed && !root.busy
            wide: true
            onHeld: root.confirmed()
        },
        PrimaryButton {
            objectName: "confirmButton"
            visible: !root.held && !root.destructive
            text: root.confirmText
            busy: root.busy
            enabled: root.allowed && !root.busy
            onClicked: root.confirmed()
        },
        DangerButton {
            objectName: "confirmDangerButton"
            visible: !root.held && root.destructive
            text: root.confirmText
            busy: root.busy
            enabled: root.allowed && !root.busy
            Layout.alignment: Qt.AlignLeft
            onClicked: root.confirmed()
        }
    ]
}
