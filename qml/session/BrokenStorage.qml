// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// The data on the phone cannot be opened: says what, and how to mend it. Nothing is touched.
Screen {
    id: root

    required property FieldApp app

    //: Title of the screen shown when the data on the phone cannot be opened
    title: qsTr("Storage")
    hasActions: false

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
}
