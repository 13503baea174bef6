// SPDX-License-Identifier: EUPL-1.2
pragma Singleton

import QtQml

// Words that several controls say in the same way.
QtObject {
    //: Said by a screen reader for a button whose action is running
    readonly property string busy: qsTr("In progress")
    //: After the label of a field that may stay empty
    readonly property string optional: qsTr("(optional)")

    // The parts that are not empty, one after the other.
    function joined(parts: var, separator: string): string {
        let text = "";
        for (const part of parts)
            if (part !== "")
                text += (text === "" ? "" : separator) + part;
        return text;
    }
}
