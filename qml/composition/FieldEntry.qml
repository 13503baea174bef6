// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import Astreinte.Backend

// One field of the form, by its type.
Loader {
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
    Component.onCompleted: setSource(pages[type] ?? "WrittenField.qml", {
        "row": model,
        "composer": composer
    })
}
