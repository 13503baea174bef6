// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// A list and its detail: side by side from 600 px on, one over the other on a phone. « Back » closes the detail first.
AppPage {
    id: root

    default property alias panes: box.data
    required property Item list
    required property Item detail
    property bool detailOpen: false
    readonly property bool wide: width >= Theme.twoPanesFrom
    readonly property bool listShown: wide || !detailOpen
    readonly property bool detailShown: wide || detailOpen
    signal detailClosed

    function leave(): bool {
        if (wide || !detailOpen)
            return true;
        detailOpen = false;
        detailClosed();
        return false;
    }

    Item {
        id: box

        anchors.fill: parent
    }
    Rectangle {
        x: root.list.width
        width: 1
        height: parent.height
        visible: root.wide
        color: Theme.raised
    }
    Binding {
        target: root.list
        property: "width"
        value: root.wide ? Math.round(Math.max(280, root.width * 0.4)) : root.width
    }
    Binding {
        target: root.list
        property: "visible"
        value: root.listShown
    }
    Binding {
        target: root.list
        property: "height"
        value: root.height
    }
    Binding {
        target: root.detail
        property: "x"
        value: root.wide ? root.list.width + 1 : 0
    }
    Binding {
        target: root.detail
        property: "width"
        value: root.wide ? root.width - root.list.width - 1 : root.width
    }
    Binding {
        target: root.detail
        property: "visible"
        value: root.detailShown
    }
    Binding {
        target: root.detail
        property: "height"
        value: root.height
    }
}
