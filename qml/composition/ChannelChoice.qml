// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The channels this person may propose.
ColumnLayout {
    id: root

    required property Composer composer

    spacing: 8

    AstText {
        //: Heading of the choice of channels
        text: qsTr("To be published on")
        level: AstText.Section
        Layout.fillWidth: true
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.composer.channels

            ChoiceChip {
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                required property var model

                objectName: "channel_" + model.channel
                several: true
                text: model.title
                checked: model.chosen
                visible: model.available
                onClicked: root.composer.setChannel(model.channel, !model.chosen)
            }
        }
    }
}
