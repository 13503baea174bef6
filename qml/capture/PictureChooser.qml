// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Dialogs

// The system's own file dialog, loaded only when it is asked for.
FileDialog {
    id: root

    signal chosen(url file)
    signal givenUp

    //: Title of the dialog that chooses a picture file
    title: qsTr("Choose a picture")
    //: Kind of files offered in the dialog; keep the part in brackets
    nameFilters: [qsTr("Pictures (*.jpg *.jpeg *.png *.heic *.heif)")]
    Component.onCompleted: open()
    onAccepted: chosen(selectedFile)
    onRejected: givenUp()
}
