// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// The texts of one channel as they were frozen.
ColumnLayout {
    id: root

    required property var model

    spacing: 8

    ChannelPreview {
        title: root.model.title
        text: root.model.textFr
        Layout.fillWidth: true
    }
    ChannelPreview {
        visible: text !== ""
        //: Title of the English text of a channel, %1 is the channel
        title: qsTr("%1, in English").arg(root.model.title)
        text: root.model.textEn ?? ""
        Layout.fillWidth: true
    }
}
