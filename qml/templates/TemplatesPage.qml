// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte
import Astreinte.Backend

// The message templates by group, the first message at the top, with a search.
AppPage {
    id: root

    required property TemplateShelf shelf
    required property Router router

    //: Title of the choice of a message template
    title: qsTr("Which message?")
    Component.onCompleted: shelf.filter = ""

    Connections {
        target: root.shelf

        function onSelected() {
            root.router.form();
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        SearchEntry {
            //: Label of the search over the message templates
            label: qsTr("Search a template")
            fieldName: "templateSearchField"
            Layout.fillWidth: true
            Layout.margins: 12
            Layout.leftMargin: list.leftMargin
            Layout.rightMargin: list.leftMargin
            onEdited: text => root.shelf.filter = text
        }
        EmptyState {
            visible: list.count === 0
            iconName: "search"
            //: Shown when no template matches the search
            title: qsTr("No template matches")
            //: What to do when no template matches the search
            text: qsTr("Search another word, or use the first message.")
            Layout.fillWidth: true
            Layout.margins: Theme.margin
        }
        ListView {
            id: list

            objectName: "templateList"
            clip: true
            model: root.shelf.templates
            spacing: 8
            bottomMargin: 16
            leftMargin: Math.max(Theme.margin, (width - Theme.readingWidth) / 2)
            rightMargin: leftMargin
            cacheBuffer: 2000
            section.property: "groupTitle"
            // Owned by the list: nobody else holds it, and the list asks for it as long as it scrolls.
            section.delegate: Qt.createComponent(Qt.resolvedUrl("../controls/SectionHeading.qml"), Component.PreferSynchronous, list)
            delegate: TemplateRow {
                width: list.width - 2 * list.leftMargin
                onClicked: root.shelf.select(templateId)
            }
            Layout.fillWidth: true
            Layout.fillHeight: true

            T.ScrollBar.vertical: ScrollMark {
            }
        }
    }
}
