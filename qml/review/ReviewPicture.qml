// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// One file of a photo: the very bytes that go to the channels named below it.
ColumnLayout {
    id: root

    required property var modelData
    required property int index
    required property int photoIndex
    required property string description

    spacing: 4

    PhotoFrame {
        objectName: root.index === 0 ? "reviewPhoto_" + root.photoIndex : "reviewPhoto_" + root.photoIndex + "_" + root.index
        source: root.modelData.image
        fillMode: Image.PreserveAspectFit
        //: Spoken for a picture under review; %1 its alternative text, %2 the channels that it goes to
        description: root.modelData.channels === "" ? root.description : qsTr("%1 (for %2)").arg(root.description).arg(root.modelData.channels)
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(width * 0.75, 420)
    }
    AstText {
        objectName: "reviewPictureFor_" + root.photoIndex + "_" + root.index
        //: Under a picture under review; %1 are the channels where this very file would be published
        text: qsTr("Goes to: %1").arg(root.modelData.channels)
        visible: root.modelData.channels !== ""
        strong: true
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AstText {
        text: root.modelData.factsText
        level: AstText.Secondary
        color: Theme.muted
        Layout.fillWidth: true
    }
}
