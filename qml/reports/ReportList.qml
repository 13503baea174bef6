// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Where something was reported, and what; a municipality narrows the list.
Screen {
    id: root

    required property ReportBoard board
    signal chosen(string submissionId)

    hasActions: false

    EmptyState {
        visible: root.board.count === 0
        iconName: "radio-tower"
        //: Shown when no report came from the field
        title: qsTr("No field report")
        //: Who sends field reports
        text: qsTr("What gendarmerie, police, fire service and officers report appears here. It is never published.")
        Layout.fillWidth: true
    }
    ReportMap {
        visible: root.board.count > 0
        places: root.board.communes
        backdrop: root.board.backdrop
        chosen: root.board.commune
        proportion: root.board.drawingHeight
        Layout.fillWidth: true
        onPicked: code => root.board.commune = code
    }
    Flow {
        visible: root.board.count > 0
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.board.communes

            ChoiceChip {
                required property string code
                required property string name
                required property int count

                objectName: "commune_" + code
                //: A municipality and the number of its reports
                text: qsTr("%1 (%2)").arg(name).arg(count)
                checked: root.board.commune === code
                onClicked: root.board.commune = code
            }
        }
    }
    Repeater {
        model: root.board.reports

        NavigationRow {
            required property string submissionId
            required property string what
            required property string serviceLabel
            required property string author
            required property string place
            required property string ageText
            required property int photoCount
            required property bool exercise

            //: Number of photos of a report
            readonly property string photos: photoCount > 0 ? qsTr("%n photo(s)", "", photoCount) : ""
            //: Mark on a report made in exercise mode
            readonly property string exerciseWord: exercise ? qsTr("Exercise") : ""

            objectName: "report_" + submissionId
            iconName: "radio-tower"
            text: Words.joined([place, what], " – ")
            detail: Words.joined([serviceLabel, author, ageText, photos, exerciseWord], " · ")
            Layout.fillWidth: true
            onClicked: root.chosen(submissionId)
        }
    }
}
