// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Photos that are in no message yet: those taken while the phone was locked, together, and those found again after an
// interruption, one by one. Nothing of it is deleted without a person.
ColumnLayout {
    id: root

    required property FoundPhotos photos
    // After a rebuilt storage there may be hundreds; the next ones come as these are dealt with.
    readonly property int atOnce: 3

    spacing: 8
    visible: photos.held.count > 0 || photos.found.count > 0 || photos.problem !== ""

    ProblemCard {
        objectName: "foundProblem"
        text: root.photos.problem
    }
    Card {
        objectName: "heldCard"
        visible: root.photos.held.count > 0
        Layout.fillWidth: true

        AstText {
            //: Heading on the home screen, after unlocking
            text: qsTr("%n photo(s) taken while the phone was locked", "", root.photos.held.count)
            level: AstText.Section
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
        Flow {
            spacing: 8
            Layout.fillWidth: true

            Repeater {
                model: root.photos.held

                PhotoFrame {
                    required property string thumb
                    required property date takenAt
                    required property string communeName

                    source: thumb
                    description: root.said(takenAt, communeName)
                    width: 72
                    height: 54
                }
            }
        }
        SecondaryButton {
            objectName: "takeHeldButton"
            iconName: "file-pen"
            wide: true
            busy: root.photos.busy
            enabled: !root.photos.busy
            //: Puts the photos taken while locked into a new message
            text: qsTr("Put them into a message")
            onClicked: root.photos.takeHeld()
        }
    }
    AstText {
        visible: root.photos.found.count > 0
        text: root.photos.found.count > 1 ?
        //: Heading on the home screen: photos that an interruption left without a message
        qsTr("%n photo(s) found again", "", root.photos.found.count) :
        //: Heading on the home screen: a photo that an interruption left without a message
        qsTr("Photo found again")
        level: AstText.Section
        Layout.fillWidth: true
        Accessible.role: Accessible.Heading
    }
    Repeater {
        model: root.photos.found

        Card {
            id: one

            required property int index
            required property string photoId
            required property string thumb
            required property date takenAt
            required property string communeName
            required property string remark

            visible: index < root.atOnce
            Layout.fillWidth: true

            RowLayout {
                spacing: 12
                Layout.fillWidth: true

                PhotoFrame {
                    source: one.thumb
                    //: Description of a photo found again, without more detail
                    description: qsTr("Photo found again")
                    Layout.preferredWidth: 96
                    Layout.preferredHeight: 72
                }
                ColumnLayout {
                    spacing: 4
                    Layout.fillWidth: true

                    AstText {
                        text: root.said(one.takenAt, one.communeName)
                        strong: true
                        Layout.fillWidth: true
                    }
                    AstText {
                        text: one.remark
                        visible: text !== ""
                        level: AstText.Secondary
                        Layout.fillWidth: true
                    }
                }
            }
            Flow {
                spacing: 8
                Layout.fillWidth: true

                SecondaryButton {
                    objectName: "takeFound_" + one.index
                    width: Math.min(implicitWidth, parent.width)
                    iconName: "file-pen"
                    enabled: !root.photos.busy
                    //: Puts a photo found again into a new message
                    text: qsTr("Put into a message")
                    onClicked: root.photos.take(one.photoId)
                }
                DangerButton {
                    objectName: "deleteFound_" + one.index
                    width: Math.min(implicitWidth, parent.width)
                    enabled: !root.photos.busy
                    //: Deletes a photo found again
                    text: qsTr("Delete")
                    onClicked: sheet.ask(one.photoId)
                }
            }
        }
    }
    ConfirmSheet {
        id: sheet

        property string photoId

        function ask(id: string) {
            photoId = id;
            open();
        }

        //: Title of the panel that deletes a photo found again
        title: qsTr("Delete this photo?")
        //: What deleting a photo found again does
        consequence: qsTr("The photo is removed from this phone and cannot be brought back.")
        //: Confirms the deletion of a photo found again
        confirmText: qsTr("Delete the photo")
        held: true
        onConfirmed: {
            root.photos.remove(photoId);
            close();
        }
    }

    function said(when: date, commune: string): string {
        return Words.joined([Moments.day(when), commune !== "" ? commune :
                //: The municipality where a photo was taken is not known
                qsTr("municipality not known")], " – ");
    }
}
