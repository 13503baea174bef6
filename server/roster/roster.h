// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <vector>

namespace astreinte::roster {

// One line of the tableau de permanence: `person` holds `role` during [from, to).
struct Slot
{
    QString entry; // its identifier, named in statements
    QString role;
    QString person;
    signature::Instant from;
    signature::Instant to;
    QString phone = {};      // for roster members only; may be empty
    QString delegation = {}; // of signature, under which an authority acts in this slot; may be empty
    friend bool operator==(const Slot &, const Slot &) = default;
};

// The slots of one version of the roster, by their beginning.
Result<std::vector<Slot>> slotsOf(storage::Connection &connection, qint64 version);

// The one of this name in that version, in which somebody decides; a self-test's authority has one while it lasts.
Result<std::optional<Slot>> slotNamed(storage::Connection &connection, const QString &entry, qint64 version);

// Adds a slot in a new version of the roster. InvalidValue when it ends before it begins, or the person is unknown.
Result<> addSlot(storage::Transaction &transaction, const Slot &slot);

// Ends a slot in a new version; what was decided under it stays readable. InvalidValue when no
// such entry is in force.
Result<> removeSlot(storage::Transaction &transaction, const QString &entry);

} // namespace astreinte::roster
