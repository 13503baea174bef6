// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// One photo of the draft: what it shows in words, whose it is, its rights, its blurring.
Screen {
    id: root

    required property CaptureDesk desk
    required property Composer composer
    required property Router router
    readonly property string photoId: desk.currentPhotoId
    readonly property var photo: desk.currentPhoto
    // of this photo in the message, from 0
    readonly property int rank: photo.photoId ? desk.photos.indexOf(photo.photoId) : -1

    //: Title of the screen of one photo
    title: qsTr("Photo")

    PhotoFrame {
        objectName: "photoPicture"
        source: root.photo.preview ?? root.photo.thumb ?? ""
        fillMode: Image.PreserveAspectFit
        description: root.photo.altFr ?? ""
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(width * 0.75, 320)
    }
    ToneLabel {
        text: root.photo.badgeText ?? ""
        visible: text !== ""
        tone: ({
                "ok": "success",
                "forbidden": "danger"
            })[root.photo.badge] ?? "warning"
        Layout.fillWidth: true
    }
    ToneLabel {
        text: visible ?
        //: Warning on a photo whose published version still seems to show faces
        qsTr("%n face(s) still found in the photo to publish. Open the blurring.", "", root.photo.facesLeft) : ""
        visible: (root.photo.facesLeft ?? 0) > 0
        tone: "warning"
        level: AstText.Secondary
        Layout.fillWidth: true
    }
    AltTextFields {
        desk: root.desk
        photoId: root.photoId
        altFr: root.photo.altFr ?? ""
        altEn: root.photo.altEn ?? ""
        english: root.composer.includeEnglish
        Layout.fillWidth: true
    }
    ColumnLayout {
        spacing: 8
        Layout.fillWidth: true

        NavigationRow {
            objectName: "rightsRow"
            iconName: "scale"
            //: Row that opens the questions on image rights
            text: qsTr("Image rights")
            Layout.fillWidth: true
            onClicked: root.router.rights(root.photoId)
        }
        NavigationRow {
            objectName: "redactionRow"
            iconName: "square-dashed"
            //: Row that opens the blurring of the photo
            text: qsTr("Blurring")
            Layout.fillWidth: true
            onClicked: root.router.redaction(root.photoId)
        }
    }
    TextEntry {
        //: Label of the field for the author of a photo
        label: qsTr("Author")
        text: root.photo.author ?? ""
        required: true
        fieldName: "authorField"
        Layout.fillWidth: true
        onEdited: text => root.desk.setAuthor(root.photoId, text)
    }
    TextEntry {
        //: Label of the field for the licence of a photo
        label: qsTr("Licence or agreement")
        text: root.photo.licence ?? ""
        required: true
        fieldName: "licenceField"
        Layout.fillWidth: true
        onEdited: text => root.desk.setLicence(root.photoId, text)
    }
    PartnerPicker {
        partners: root.photo.partners ?? []
        Layout.fillWidth: true
        onChanged: partners => root.desk.setPartners(root.photoId, partners)
    }
    Flow {
        spacing: 8
        Layout.fillWidth: true

        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "rotateButton"
            iconName: "rotate-cw"
            //: Turns the photo by a quarter turn clockwise
            text: qsTr("Turn")
            onClicked: root.desk.rotatePhoto(root.photoId, 1)
        }
        SecondaryButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "movePhotoEarlierButton"
            visible: root.rank > 0
            iconName: "chevron-left"
            //: Moves the photo before the one that comes before it in the message
            text: qsTr("Move earlier")
            onClicked: root.desk.movePhoto(root.photoId, root.rank - 1)
        }
        DangerButton {
            width: Math.min(implicitWidth, parent.width)
            objectName: "removePhotoButton"
            //: Takes the photo out of the draft
            text: qsTr("Remove this photo")
            onClicked: removing.open()
        }
    }
    ConfirmSheet {
        id: removing

        //: Title of the panel that confirms the removal of a photo
        title: qsTr("Remove this photo?")
        //: What removing a photo does
        consequence: qsTr("The photo leaves this draft and is deleted from the phone.")
        //: Button that removes a photo
        confirmText: qsTr("Remove the photo")
        held: true
        onConfirmed: {
            close();
            root.desk.removePhoto(root.photoId);
            root.router.back();
        }
    }
    actions: PrimaryButton {
        objectName: "photoDoneButton"
        //: Closes the screen of one photo; everything is already saved
        text: qsTr("Done")
        onClicked: root.router.back()
    }
}
