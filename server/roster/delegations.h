// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"
#include "server/storage/store.h"

#include <QStringList>
#include <vector>

namespace astreinte::roster {

// A delegation of signature (BRIEF §1.2): personal, written, published, for its matters and its territory only.
struct Delegation
{
    QString id;
    QString grantor;   // person id, the préfet who signed it
    QString grantee;   // person id
    QStringList scope; // matters; "communication" or "*" covers what Astreinte publishes
    QString territory; // department code, or "*"
    QString reference; // of the arrêté
    QString raa;       // number in the recueil des actes administratifs
    signature::Instant from;
    std::optional<signature::Instant> to;
    std::optional<signature::Instant> suspendedAt;
};

// InvalidValue when a person is unknown, the grantor is no préfet, or a field is missing.
Result<> addDelegation(storage::Transaction &transaction, const Delegation &delegation, signature::Instant now);
// InvalidValue when there is none of this name in force.
Result<> suspendDelegation(storage::Transaction &transaction, const QString &id, signature::Instant now);
Result<std::vector<Delegation>> delegationsOf(storage::Connection &connection);

// The préfet in office: the last one entered. A delegation is personal on both sides, so it lapses when the grantor
// changes, without anybody having to remember it (decree 2004-374; BRIEF §1.2).
Result<std::optional<QString>> prefectAt(storage::Connection &connection, signature::Instant at);

// Whether `person` may act at `at` under this delegation: theirs, in its time, not suspended, granted by the préfet in
// office, covering communication in this department.
Result<bool> delegationHolds(storage::Connection &connection, const QString &id, const QString &person,
                             signature::Instant at);

} // namespace astreinte::roster
