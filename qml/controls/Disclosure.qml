// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// A heading that unfolds its content (« Pourquoi ? »).
ColumnLayout {
    id: root

    required property string title
    property bool open: false
    default property alias content: body.data

    spacing: 8

    QuietButton {
        id: heading

        objectName: "disclosureButton"
        text: root.title
        iconName: root.open ? "chevron-down" : "chevron-right"
        centred: false
        Accessible.checkable: true
        Accessible.checked: root.open
        wide: true
        onClicked: root.open = !root.open
    }
    ColumnLayout {
        id: body

        visible: root.open
        spacing: 8
        Layout.fillWidth: true
        Layout.leftMargin: 8
    }
}
