// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import Astreinte

// The one-hour clock of an incident: a ring, the minutes left and the word. Stages come from the backend:
// "green", "amber" (30 min), "red" (45 min), "missed", "met".
RowLayout {
    id: root

    required property int minutesLeft
    required property string stage
    property string detail

    readonly property string tone: IncidentWords.tone(stage)
    readonly property string word: IncidentWords.clock(stage, minutesLeft)
    readonly property real extent: 56 * Math.min(Theme.textScale, 1.5)

    spacing: 12
    Accessible.role: Accessible.StaticText
    Accessible.name: word

    Item {
        implicitWidth: root.extent
        implicitHeight: root.extent

        Shape {
            anchors.fill: parent

            ShapePath {
                strokeColor: Theme.outline
                strokeWidth: 2
                fillColor: "transparent"

                PathAngleArc {
                    centerX: root.extent / 2
                    centerY: root.extent / 2
                    radiusX: root.extent / 2 - 3
                    radiusY: root.extent / 2 - 3
                    startAngle: 0
                    sweepAngle: 360
                }
            }
            ShapePath {
                strokeColor: Theme.tone(root.tone)
                strokeWidth: 5
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap

                PathAngleArc {
                    centerX: root.extent / 2
                    centerY: root.extent / 2
                    radiusX: root.extent / 2 - 3
                    radiusY: root.extent / 2 - 3
                    startAngle: -90
                    sweepAngle: root.stage === "met" ? 360 : 360 * Math.max(0.001, Math.min(60, root.minutesLeft) / 60)
                }
            }
        }
        AstText {
            anchors.centerIn: parent
            visible: root.stage !== "met"
            text: root.stage === "missed" ? "+" + -root.minutesLeft : root.minutesLeft
            strong: true
            Accessible.ignored: true
        }
        AstIcon {
            anchors.centerIn: parent
            visible: root.stage === "met"
            icon: "check"
            color: Theme.success
        }
    }
    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter

        AstText {
            text: root.word
            strong: true
            color: Theme.tone(root.tone)
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        AstText {
            text: root.detail
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
}
