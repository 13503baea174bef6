// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Boxes drawn over what must not be recognised. They are burnt into the public rendition: nothing can bring it back.
AppPage {
    id: root

    required property RedactionDesk desk
    required property Router router
    property string selectedId
    property bool cropping: false

    //: Title of the blurring screen
    title: qsTr("Blurring")

    function leave(): bool {
        if (!desk.unsaved)
            return true;
        leaving.open();
        return false;
    }

    Connections {
        target: root.desk

        function onRegionAdded(id) {
            root.selectedId = id;
        }
        function onApplied() {
            root.router.back();
        }
    }
    GridLayout {
        anchors.fill: parent
        columns: root.width > root.height ? 2 : 1
        rowSpacing: 0
        columnSpacing: 0

        RedactionCanvas {
            desk: root.desk
            selectedId: root.selectedId
            cropping: root.cropping
            Layout.fillWidth: true
            Layout.fillHeight: true
            onSelected: id => root.selectedId = id
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: root.width <= root.height
            Layout.preferredWidth: root.width > root.height ? Math.max(280, root.width * 0.4) : -1
            Layout.fillHeight: root.width > root.height
            Layout.preferredHeight: Math.min(tools.contentHeight + apply.implicitHeight + 24, root.height * 0.6)

            ScrollColumn {
                id: tools

                clip: true
                topGap: 12
                spacing: 12
                Layout.fillWidth: true
                Layout.fillHeight: true

                CropTools {
                    desk: root.desk
                    visible: root.cropping
                    Layout.fillWidth: true
                    Layout.bottomMargin: 8
                    onDone: root.cropping = false
                }
                RedactionTools {
                    desk: root.desk
                    selectedId: root.selectedId
                    visible: !root.cropping
                    onCropWanted: root.cropping = true
                    Layout.fillWidth: true
                    Layout.bottomMargin: 8
                }
            }
            PrimaryButton {
                id: apply

                objectName: "applyBlurButton"
                iconName: "check"
                text: root.desk.busy ?
                //: Label of the button while the boxes are being burnt in
                qsTr("Applying…") :
                //: Burns the boxes into the photo that will be published
                qsTr("Apply the blurring")
                busy: root.desk.busy
                enabled: !root.desk.busy && root.desk.unsaved
                onClicked: root.desk.apply()
                Layout.fillWidth: true
                Layout.margins: 16
                Layout.topMargin: 8
            }
        }
    }
    ConfirmSheet {
        id: leaving

        //: Title of the panel shown when leaving the blurring with boxes that are not burnt in
        title: qsTr("The blurring is not applied")
        //: What to know before leaving the blurring
        consequence: qsTr("The boxes are kept, but the photo is not blurred yet. Apply the blurring now?")
        //: Button that burns the boxes into the photo
        confirmText: qsTr("Apply the blurring")
        busy: root.desk.busy
        onConfirmed: {
            close();
            root.desk.apply();
        }

        QuietButton {
            objectName: "leaveUnblurredButton"
            //: Leaves the blurring without applying it
            text: qsTr("Leave without applying")
            onClicked: {
                leaving.close();
                root.router.back();
            }
        }
    }
}
