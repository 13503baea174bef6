// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte

// Where the reports come from: a drawing of positions, without a map from anywhere. The list beside says the same in
// words.
Rectangle {
    id: root

    required property var places
    // The centres of all municipalities: the shape of the department.
    required property var backdrop
    required property string chosen
    required property real proportion
    signal picked(string code)

    readonly property real inset: Theme.target / 2 + 8

    implicitWidth: 288
    implicitHeight: Math.min(Math.round(width * proportion), 280)
    radius: Theme.radius
    color: Theme.surface
    border.width: 1
    border.color: Theme.outline
    Accessible.role: Accessible.Graphic
    //: What the drawing of the reports' positions is
    Accessible.name: qsTr("Drawing of the municipalities that reports come from; north is above")

    AstText {
        anchors {
            right: parent.right
            top: parent.top
            margins: 8
        }
        //: North, above a drawing of positions
        text: qsTr("N ↑")
        level: AstText.Secondary
    }
    Repeater {
        model: root.backdrop

        Rectangle {
            required property point modelData

            x: root.inset + modelData.x * (root.width - 2 * root.inset) - 1
            y: root.inset + modelData.y * (root.height - 2 * root.inset) - 1
            width: 3
            height: 3
            radius: 1.5
            color: Theme.outline
        }
    }
    Repeater {
        model: root.places

        ReportMark {
            x: Math.round(root.inset + model.x * (root.width - 2 * root.inset) - width / 2)
            y: Math.round(root.inset + model.y * (root.height - 2 * root.inset) - height / 2)
            visible: model.placed
            checked: root.chosen === code
            onClicked: root.picked(code)
        }
    }
}
