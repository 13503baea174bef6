// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// One template: its icon, its title, when to use it.
NavigationRow {
    id: root

    required property string templateId
    required property var model

    readonly property var icons: ({
            "ballot": "vote",
            "box-search": "package-search",
            "cloud-warning": "cloud-alert",
            "crowd": "users",
            "edit": "pencil",
            "exit": "door-open",
            "home-shield": "house",
            "person-search": "user-search",
            "plug-off": "unplug",
            "pulse": "activity",
            "road-block": "traffic-cone",
            "share": "share-2",
            "sun-hot": "thermometer-sun",
            "x-circle": "circle-x"
        })

    objectName: "template_" + templateId
    iconName: icons[model.icon] ?? model.icon
    text: model.title
    detail: model.when
    enabled: model.available !== false
    opacity: enabled ? 1 : 0.55
}
