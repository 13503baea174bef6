// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import Astreinte

// One rung of the ladder: done, current or still to come; time, who, and the link once there is one.
RowLayout {
    id: root

    required property string title
    required property bool done
    required property bool current
    required property string timeText
    required property string by
    required property string note
    required property string link
    property bool last: false
    signal linkOpened(string link)

    spacing: 12
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.joined([title, stateWord, timeText, by, note], ", ")

    readonly property string stateWord: {
        if (done)
            //: Said of a step of the status ladder that has been reached
            return qsTr("done");
        if (current)
            //: Said of the step of the status ladder that is under way
            return qsTr("under way");
        //: Said of a step of the status ladder that is still to come
        return qsTr("to come");
    }

    Item {
        implicitWidth: Theme.icon
        Layout.fillHeight: true
        Layout.minimumHeight: 48

        Rectangle {
            width: 2
            x: 11
            y: 26
            height: parent.height - 24
            visible: !root.last
            color: root.done ? Theme.success : Theme.outline
        }
        AstIcon {
            extent: Theme.icon
            icon: root.done ? "circle-check" : root.current ? "circle-dot" : "circle-dashed"
            color: root.done ? Theme.success : root.current ? Theme.primary : Theme.muted
        }
    }
    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        Layout.bottomMargin: root.last ? 0 : 12

        AstText {
            text: root.title
            strong: root.done || root.current
            color: root.done || root.current ? Theme.text : Theme.muted
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        AstText {
            text: Words.joined([root.timeText, root.by, root.done ? "" : root.stateWord], " · ")
            visible: text !== ""
            level: AstText.Secondary
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        AstText {
            text: root.note
            visible: text !== ""
            level: AstText.Secondary
            color: Theme.text
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        QuietButton {
            objectName: "openLink"
            visible: root.link !== ""
            iconName: "external-link"
            //: Opens the published page in the browser
            text: qsTr("Open the page")
            leftPadding: 0
            onClicked: root.linkOpened(root.link)
        }
    }
}
