// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// The photos of the draft, and the way to add one.
ColumnLayout {
    id: root

    required property var photos
    property bool mayAdd: true
    signal opened(string photoId)
    signal addRequested

    spacing: 8

    Flow {
        visible: tiles.count > 0
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            id: tiles

            model: root.photos

            PhotoTile {
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                required property int index
                required property string photoId
                required property string thumb
                required property string altFr

                objectName: "photo_" + photoId
                image: thumb
                number: index + 1
                description: altFr
                onClicked: root.opened(photoId)
            }
        }
    }
    SecondaryButton {
        objectName: "addPhotoButton"
        visible: root.mayAdd
        iconName: "camera"
        text: tiles.count > 0 ?
        //: Adds a photo to a draft that already has one
        qsTr("Add another photo") :
        //: Adds the first photo to a draft
        qsTr("Add a photo")
        onClicked: root.addRequested()
    }
}
