// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// The heading of a group in a list.
AstText {
    id: root

    required property string section

    width: ListView.view ? ListView.view.width - 2 * ListView.view.leftMargin : implicitWidth
    topPadding: 16
    bottomPadding: 8
    text: section
    level: AstText.Section
    Accessible.role: Accessible.Heading
}
