// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte.Backend

// One field of the form, by its type. It decides its own height: a height given by the layout would freeze labels that
// wrap on the first one they had.
Item {
    id: root

    required property string key
    required property string type
    required property var model
    required property Composer composer

    readonly property var pages: ({
            "enum": "EnumField.qml",
            "boolean": "BooleanField.qml",
            "datetime": "MomentField.qml",
            "commune": "CommuneField.qml",
            "communes": "CommuneField.qml"
        })

    objectName: "field_" + key
    implicitHeight: page.implicitHeight
    onWidthChanged: load()
    Component.onCompleted: load()

    // Only once the width is known, so that labels wrap for it from the start.
    function load() {
        if (width > 0 && page.status === Loader.Null)
            page.setSource(pages[type] ?? "WrittenField.qml", {
                    "row": model,
                    "composer": composer,
                    "width": width
                });
    }

    Loader {
        id: page

        width: parent.width
    }
}
