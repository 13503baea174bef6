// SPDX-License-Identifier: EUPL-1.2
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Astreinte

// Up to ten partner accounts tagged on the picture.
ColumnLayout {
    id: root

    required property var partners
    readonly property int most: 10
    signal changed(var partners)

    spacing: 8

    function add() {
        const account = entry.text.trim();
        if (account === "" || partners.includes(account) || partners.length >= most)
            return;
        changed(partners.concat([account]));
        entry.text = "";
    }

    TextEntry {
        id: entry

        //: Label of the field for partner accounts tagged on a photo
        label: qsTr("Partners tagged on the picture")
        help: root.partners.length < root.most ?
        //: Help of the partner accounts, %1 of ten are used
        qsTr("Ten accounts at most, %1 so far. Example: @SDIS36").arg(root.partners.length) :
        //: Help of the partner accounts when ten are used
        qsTr("Ten accounts: no more can be added.")
        fieldName: "partnerField"
        hints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        Layout.fillWidth: true
        onAccepted: root.add()
    }
    QuietButton {
        objectName: "addPartnerButton"
        visible: entry.text !== "" && root.partners.length < root.most
        iconName: "plus"
        //: Adds the account that was typed
        text: qsTr("Add the account")
        onClicked: root.add()
    }
    Flow {
        visible: root.partners.length > 0
        spacing: 8
        Layout.fillWidth: true

        Repeater {
            model: root.partners

            RemovableChip {
                width: Math.min(implicitWidth, parent ? parent.width : implicitWidth)
                required property string modelData

                text: modelData
                objectName: "partner_" + modelData
                onRemoved: root.changed(root.partners.filter(one => one !== modelData))
            }
        }
    }
}
