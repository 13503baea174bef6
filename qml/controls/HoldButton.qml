// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// Held for one second before it acts: a brush of the thumb cannot. A second press within five seconds does the same
// for switches and screen readers, which cannot hold.
ActionButton {
    id: root

    required property string label
    signal held

    readonly property string hint: armed ?
    //: Said of a button that must be held, after a first press
    qsTr("Press again to confirm") :
    //: How to use a button that must be held
    qsTr("Hold for one second, or press twice")

    property bool armed: false
    readonly property int holdTime: 1000

    objectName: "holdButton"
    implicitHeight: Math.max(Theme.decisive, implicitContentHeight + topPadding + bottomPadding)
    fill: Theme.background
    fillPressed: Theme.raised
    ink: Theme.danger
    edge: Theme.danger
    text: label + "\n" + hint
    Accessible.name: label
    Accessible.description: hint
    onPressed: holding.restart()
    onReleased: holding.stop()
    onCanceled: holding.stop()
    onClicked: {
        if (armed) {
            armed = false;
            held();
        } else {
            armed = true;
            disarm.restart();
        }
    }

    Timer {
        id: holding

        interval: root.holdTime
        onTriggered: {
            root.armed = false;
            root.held();
        }
    }
    Timer {
        id: disarm

        interval: 5000
        onTriggered: root.armed = false
    }
}
