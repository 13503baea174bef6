// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// The counters of the chosen channels at a glance; a press shows the texts.
T.Button {
    id: root

    required property var channels

    objectName: "previewButton"
    implicitHeight: Math.max(Theme.target, implicitContentHeight + 16)
    leftPadding: 12
    rightPadding: 12
    focusPolicy: Qt.StrongFocus
    //: Opens the texts per channel from the counters
    text: qsTr("See the texts")
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: RowLayout {
        spacing: 8

        Flow {
            spacing: 12
            Layout.fillWidth: true

            Repeater {
                model: root.channels

                ToneLabel {
                    required property var model

                    visible: (model.chosen || !model.available) && model.limit > 0
                    text: model.title + " " + model.length + "/" + model.limit
                    tone: model.fits ? "success" : "danger"
                    iconName: model.fits ? "check" : "octagon-alert"
                    level: AstText.Secondary
                    spacing: 2
                }
            }
        }
        AstIcon {
            icon: "chevron-up"
            color: Theme.muted
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: root.down ? Theme.primaryTint : Theme.surface

        FocusFrame {
            control: root
            shown: root.visualFocus
        }
    }
}
