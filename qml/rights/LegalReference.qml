// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte

// One legal reference with what it says.
AstText {
    id: root

    required property var model

    text: model.ref + " – " + model.text
    level: AstText.Secondary
}
