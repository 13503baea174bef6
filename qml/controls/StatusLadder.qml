// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// On the phone → on the server → seen → authorised → published. `steps` is the model of the outbox.
ColumnLayout {
    id: root

    required property var steps
    signal linkOpened(string link)

    spacing: 0
    Accessible.role: Accessible.List
    //: Name of the list of steps from the phone to the published page
    Accessible.name: qsTr("Progress of the submission")

    Repeater {
        id: rungs

        model: root.steps

        StatusRung {
            required property int index
            required property string rung

            objectName: "rung_" + rung + (done ? "_done" : "")
            last: index === rungs.count - 1
            Layout.fillWidth: true
            onLinkOpened: link => root.linkOpened(link)
        }
    }
}
