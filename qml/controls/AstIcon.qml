// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import QtQuick.Controls.impl
import Astreinte

// One outline icon of the bundled set, tinted. Decorative: the name stands on the control that carries it.
IconImage {
    id: root

    property string icon
    property real extent: Theme.icon * Math.min(Theme.textScale, 1.5)

    source: icon === "" ? "" : "qrc:/assets/icons/" + icon + ".svg"
    sourceSize.width: extent
    sourceSize.height: extent
    width: extent
    height: extent
    color: Theme.text
    Accessible.ignored: true
}
