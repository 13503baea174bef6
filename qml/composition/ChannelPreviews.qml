// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The texts of the chosen channels, in one language at a time; those that this server does not serve yet are shown as previews.
ColumnLayout {
    id: root

    required property Composer composer
    readonly property bool english: composer.language === "en"

    spacing: 12

    Flow {
        visible: root.composer.includeEnglish && root.composer.channels.count > 0
        spacing: 8
        Layout.fillWidth: true

        ChoiceChip {
            width: Math.min(implicitWidth, parent.width)
            objectName: "previewFr"
            //: Shows the French texts
            text: qsTr("French")
            checked: !root.english
            onClicked: root.composer.language = "fr"
        }
        ChoiceChip {
            width: Math.min(implicitWidth, parent.width)
            objectName: "previewEn"
            //: Shows the English texts
            text: qsTr("English")
            checked: root.english
            onClicked: root.composer.language = "en"
        }
    }
    Repeater {
        model: root.composer.channels

        ChannelPreview {
            required property var model

            objectName: "preview_" + model.channel
            visible: model.chosen || !model.available
            title: model.available ? model.title :
            //: Title of the preview of a channel that this server does not publish to yet, %1 is the channel
            qsTr("%1 – preview only").arg(model.title)
            text: root.english ? model.textEn : model.textFr
            lengthLabel: model.lengthLabel
            fits: model.fits
            dropped: model.dropped
            Layout.fillWidth: true
        }
    }
}
