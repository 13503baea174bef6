// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The places that the authority marked on one photo. They leave with the return, under its signature.
ColumnLayout {
    id: root

    required property ReviewDesk desk
    required property var photo
    required property int photoIndex
    signal wanted

    spacing: 8

    Repeater {
        model: root.desk.marks

        RowLayout {
            id: row

            required property var model
            required property int index

            visible: row.model.photo === root.photo?.sha256
            spacing: 8
            Layout.fillWidth: true

            ToneLabel {
                text: row.model.reason
                tone: "warning"
                iconName: "square-dashed"
                Layout.fillWidth: true
            }
            IconButton {
                objectName: "unmark_" + row.model.markId
                iconName: "x"
                //: Takes back a place marked to be blurred; %1 what was written beside it
                text: qsTr("Remove the mark: %1").arg(row.model.reason)
                onClicked: root.desk.unmark(row.model.markId)
            }
        }
    }
    SecondaryButton {
        objectName: "markPhoto_" + root.photoIndex
        iconName: "square-dashed"
        visible: root.photo?.shown === true
        //: Opens the panel where an authority marks what must still be blurred on a photo
        text: qsTr("Ask for another blur")
        Layout.fillWidth: true
        onClicked: root.wanted()
    }
}
