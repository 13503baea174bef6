// SPDX-License-Identifier: EUPL-1.2
import QtQuick
import Astreinte
import Astreinte.Backend

// One field of the form, by its type. It decides its own height: a height given by the layout would freeze labels that
// wrap on the first one they had. The roles are taken one by one: whoever held the row itself would see it vanish under
// a field that is still there, when the form is left.
Item {
    id: root

    required property Composer composer
    required property string key
    required property string type
    required property string label
    required property string help
    required property string error
    required property bool required
    required property var value
    required property var options
    required property var suggestions
    required property int maxLength
    required property int maxItems
    required property string unit
    required property string placeholder
    required property bool hasEnglish
    required property string valueEn

    objectName: "field_" + key
    implicitHeight: page.implicitHeight

    function control(): Component {
        switch (type) {
        case "enum":
            return choice;
        case "boolean":
            return yesOrNo;
        case "datetime":
            return moment;
        case "commune":
        case "communes":
            return place;
        default:
            return written;
        }
    }

    Loader {
        id: page

        width: parent.width
        // Only once the width is known, so that labels wrap for it from the start.
        active: root.width > 0
        sourceComponent: root.control()
    }
    // Bound components cannot be loaded from a delegate's Loader in Qt 6.4: their names are looked up instead.
    // qmllint disable unqualified
    Component {
        id: written

        WrittenField {
            composer: root.composer
            key: root.key
            type: root.type
            label: root.label
            help: root.help
            error: root.error
            required: root.required
            value: root.value
            suggestions: root.suggestions
            maxLength: root.maxLength
            unit: root.unit
            placeholder: root.placeholder
            hasEnglish: root.hasEnglish
            valueEn: root.valueEn
            width: root.width
        }
    }
    Component {
        id: choice

        ChoiceList {
            label: root.label
            help: root.help
            error: root.error
            required: root.required
            options: root.options
            value: root.value
            width: root.width
            onChosen: value => root.composer.setValue(root.key, value)
        }
    }
    Component {
        id: yesOrNo

        BooleanField {
            key: root.key
            label: root.label
            help: root.help
            error: root.error
            on: root.value === true || root.value === "true"
            width: root.width
            onToggled: root.composer.setValue(root.key, !on)
        }
    }
    Component {
        id: moment

        MomentField {
            composer: root.composer
            key: root.key
            label: root.label
            help: root.help
            error: root.error
            required: root.required
            moment: new Date(root.value)
            width: root.width
        }
    }
    Component {
        id: place

        CommuneField {
            composer: root.composer
            key: root.key
            several: root.type === "communes"
            label: root.label
            help: root.help
            error: root.error
            required: root.required
            chosen: root.value
            maxItems: root.maxItems
            width: root.width
        }
    }
    // qmllint enable unqualified
}
