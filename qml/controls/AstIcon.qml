// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// One outline icon of the bundled set, tinted; drawn once it is to be seen. Decorative: the name stands on the control
// that carries it.
Image {
    id: root

    property string icon
    property color color: Theme.text
    property real extent: Theme.icon * Math.min(Theme.textScale, 1.5)

    source: icon === "" || !visible ? "" : "image://icons/" + icon + "/" + color.toString().slice(1)
    sourceSize.width: extent
    sourceSize.height: extent
    width: extent
    height: extent
    Accessible.ignored: true
}
