// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/storage/store.h"

#include <vector>

namespace astreinte::identity {

// A person of the prefecture or of a partner service, under the role of BRIEF 1.1 ("onCallOfficer", "dutyAuthority"…).
struct PersonRecord
{
    QString id;
    QString name;
    QString role;
};

// InvalidValue for an identifier that is not 1 to 32 of [a-z0-9-], an empty name, an unknown role;
// ConflictingContent when the identifier is taken.
Result<> addPerson(storage::Transaction &transaction, const PersonRecord &person, signature::Instant now);
Result<std::vector<PersonRecord>> listPeople(storage::Connection &connection);
Result<std::optional<PersonRecord>> findPerson(storage::Connection &connection, const QString &id);

} // namespace astreinte::identity
