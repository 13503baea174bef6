// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Astreinte

// A column that scrolls up and down, never sideways, and follows the focus so that it is never hidden.
Flickable {
    id: root

    default property alias content: column.data
    property alias spacing: column.spacing
    property real sideMargin: Theme.margin
    property real topGap: 16
    readonly property real columnHeight: column.implicitHeight

    contentWidth: width
    contentHeight: topGap + column.implicitHeight + 16
    flickableDirection: Flickable.VerticalFlick
    boundsBehavior: Flickable.StopAtBounds

    property Item awaited
    onAwaitedChanged: revealing.restart()

    // After the layout has settled.
    Timer {
        id: revealing

        interval: 1
        onTriggered: if (root.awaited)
            root.reveal(root.awaited)
    }

    function reveal(item: Item) {
        const top = item.mapToItem(contentItem, 0, 0).y;
        if (top < contentY + 8)
            contentY = Math.max(0, top - 16);
        else if (top + item.height > contentY + height - 8)
            contentY = Math.max(0, Math.min(contentHeight - height, top + item.height - height + 16));
    }

    function holds(item: Item): bool {
        for (let above = item; above; above = above.parent)
            if (above === contentItem)
                return true;
        return false;
    }

    Connections {
        target: root.Window.window
        ignoreUnknownSignals: true

        function onActiveFocusItemChanged() {
            const item = root.Window.window.activeFocusItem;
            if (item && root.holds(item))
                root.awaited = item;
        }
    }

    T.ScrollBar.vertical: ScrollMark {
    }

    ColumnLayout {
        id: column

        x: Math.round((root.width - width) / 2)
        y: root.topGap
        width: Math.min(root.width - 2 * root.sideMargin, Theme.readingWidth)
        spacing: 16
    }
}
