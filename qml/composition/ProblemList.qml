// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Everything that still prevents submitting; each line leads to where it is mended.
ColumnLayout {
    id: root

    required property var problems
    readonly property alias count: rows.count
    signal formRequested
    signal agreementRequested(string id)
    signal photoRequested(string photoId)
    signal rightsRequested(string photoId)
    signal redactionRequested(string photoId)

    spacing: 8

    function lead(page: string, where: string) {
        switch (page) {
        case "agreements":
            return agreementRequested(where);
        case "photo":
            return photoRequested(where);
        case "rights":
            return rightsRequested(where);
        case "redaction":
            return redactionRequested(where);
        default:
            return formRequested();
        }
    }

    AstText {
        //: Heading of what still prevents submitting, %n is the number of points
        text: qsTr("%n point(s) to complete", "", rows.count)
        level: AstText.Section
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.problems

        NavigationRow {
            required property int index
            required property var model

            objectName: "problem_" + index
            iconName: "triangle-alert"
            tone: "warning"
            text: model.text
            Layout.fillWidth: true
            onClicked: root.lead(model.page, model.where)
        }
    }
}
