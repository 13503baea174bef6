// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The data on the phone cannot be opened: says what, and how to mend it. Nothing is touched; what is sealed can be
// copied out for the prefecture, whose recovery key opens the photos.
Screen {
    id: root

    required property FieldApp app

    //: Title of the screen shown when the data on the phone cannot be opened
    title: qsTr("Storage")
    readonly property Diagnostics diagnostics: app.diagnostics

    Component.onCompleted: diagnostics.refresh()

    EmptyState {
        iconName: "hard-drive"
        //: Heading when the data on the phone cannot be opened
        title: qsTr("The data on this phone cannot be opened")
        //: What holds when the data on the phone cannot be opened
        text: qsTr("Nothing was changed or deleted.")
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.app.problem
    }
    ToneLabel {
        objectName: "exportedLabel"
        visible: root.diagnostics.exportedTo !== ""
        //: Where the file for whoever helps was written
        text: qsTr("Written to %1").arg(root.diagnostics.exportedTo)
        tone: "success"
        Layout.fillWidth: true
    }
    ProblemCard {
        text: root.diagnostics.problem
    }
    Card {
        visible: root.diagnostics.sealedFiles > 0
        Layout.fillWidth: true

        AstText {
            //: On the screen of storage that cannot be opened: sealed photos are still there
            text: qsTr("%n sealed photo(s) on this phone", "", root.diagnostics.sealedFiles)
            strong: true
            Layout.fillWidth: true
        }
        AstText {
            //: What can be done with sealed photos of a phone that cannot be opened
            text: qsTr("A copy stays sealed: only the prefecture's recovery key opens it. Hand it to your administrator, then reinstall.")
            level: AstText.Secondary
            Layout.fillWidth: true
        }
    }

    actions: [
        PrimaryButton {
            objectName: "rescueButton"
            visible: root.diagnostics.sealedFiles > 0
            iconName: "hard-drive"
            busy: root.diagnostics.rescuing
            enabled: !root.diagnostics.rescuing
            //: Copies the sealed photos of a phone that cannot be opened
            text: qsTr("Copy the sealed photos")
            onClicked: root.diagnostics.rescue()
        },
        SecondaryButton {
            objectName: "exportReportButton"
            iconName: "share-2"
            wide: true
            //: Writes a file for whoever helps
            text: qsTr("Write a support file")
            onClicked: root.diagnostics.exportReport()
        }
    ]
}
