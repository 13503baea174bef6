// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The camera of a locked phone: it takes, seals and counts. It shows no photo, neither an earlier one nor its own; the
// questions about rights come after unlocking.
AppPage {
    id: root

    required property CaptureDesk desk
    readonly property bool wide: width > height
    signal gone

    //: Title of the camera that is used without unlocking the phone
    title: qsTr("Camera, phone locked")
    Component.onCompleted: desk.active = true
    Component.onDestruction: desk.active = false
    Keys.onEscapePressed: gone()
    Keys.onBackPressed: gone()

    GridLayout {
        anchors.fill: parent
        columns: root.wide ? 2 : 1
        rowSpacing: 0
        columnSpacing: 0

        Viewfinder {
            desk: root.desk
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: root.wide ? 0 : 120
        }
        ScrollColumn {
            clip: true
            topGap: 12
            spacing: 12
            Layout.fillWidth: !root.wide
            Layout.preferredWidth: root.wide ? Math.max(280, root.width * 0.4) : -1
            Layout.fillHeight: root.wide
            Layout.preferredHeight: Math.min(contentHeight, root.height * 0.6)

            ProblemCard {
                text: Words.joined([root.desk.cameraProblem, root.desk.problem], "\n")
            }
            FixLabel {
                desk: root.desk
                Layout.fillWidth: true
            }
            ToneLabel {
                objectName: "heldCount"
                text: root.desk.heldNow > 0 ?
                //: Count of the photos taken since the phone was locked
                qsTr("%n photo(s) kept, sealed. You will find them after unlocking.", "", root.desk.heldNow) :
                //: What happens to photos taken without unlocking the phone
                qsTr("Photos are sealed at once. The questions about rights come after unlocking.")
                tone: root.desk.heldNow > 0 ? "success" : "info"
                iconName: root.desk.heldNow > 0 ? "badge-check" : "lock"
                strong: root.desk.heldNow > 0
                Layout.fillWidth: true
                Accessible.role: Accessible.StatusBar
            }
            PrimaryButton {
                objectName: "lockedShutterButton"
                iconName: "camera"
                text: root.desk.busy ?
                //: Label of the shutter while the photo is being sealed on the phone
                qsTr("Saving the photo…") :
                //: Label of the shutter
                qsTr("Take the photo")
                busy: root.desk.busy
                enabled: root.desk.available && !root.desk.busy
                implicitHeight: Math.max(64, implicitContentHeight + 16)
                onClicked: root.desk.shutter()
            }
            SecondaryButton {
                objectName: "backToLockButton"
                iconName: "lock"
                wide: true
                //: Leaves the camera of a locked phone
                text: qsTr("Back to the lock screen")
                enabled: !root.desk.busy
                Layout.bottomMargin: 8
                onClicked: root.gone()
            }
        }
    }
}
