// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte
import Astreinte.Backend

// Open incidents with their one-hour clock; the current one receives what is written next.
ColumnLayout {
    id: root

    required property HomeBoard board
    required property bool mayOpen

    spacing: 8

    AstText {
        //: Heading of the list of open incidents
        text: qsTr("Open incidents")
        level: AstText.Section
        Layout.fillWidth: true
    }
    AstText {
        visible: rows.count === 0
        //: Shown when no incident is open
        text: qsTr("No incident is open.")
        color: Theme.muted
        Layout.fillWidth: true
    }
    Repeater {
        id: rows

        model: root.board.incidents

        IncidentRow {
            currentId: root.board.currentIncidentId
            Layout.fillWidth: true
            onClicked: root.board.chooseIncident(incidentId)
        }
    }
    ProblemCard {
        text: root.board.problem
    }
    LatenessReason {
        board: root.board
        Layout.fillWidth: true
    }
    QuietButton {
        objectName: "closeIncidentButton"
        visible: root.board.mayCloseIncident
        iconName: "check"
        //: Opens a panel to close the incident that is followed
        text: qsTr("Close the current incident")
        onClicked: closing.open()
    }
    ConfirmSheet {
        id: closing

        //: Title of the panel that confirms closing an incident
        title: qsTr("Close the current incident?")
        //: What closing an incident does, %1 is its title
        consequence: qsTr("The clocks of “%1” stop on every phone. What was published stays as it is.").arg(root.board.currentIncidentTitle)
        //: Button that closes an incident
        confirmText: qsTr("Close the incident")
        onConfirmed: {
            close();
            root.board.closeIncident();
        }
    }
    QuietButton {
        objectName: "openIncidentButton"
        visible: root.mayOpen
        iconName: "plus"
        //: Opens a panel to declare a new incident
        text: qsTr("Open an incident")
        onClicked: opening.open()
    }
    OpenIncidentSheet {
        id: opening

        onDeclared: (title, knownAt) => root.board.openIncident(title, knownAt)
    }
}
