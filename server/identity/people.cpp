// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/people.h"

#include "core/submission/roles.h"
#include "core/text/plain_text.h"
#include "server/deployment/deployment.h"

#include <QRegularExpression>

namespace astreinte::identity {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr qsizetype longestName = 80;

PersonRecord personOf(const Row &row)
{
    return {row.text(0), row.text(1), row.text(2)};
}

Result<> acceptPerson(const PersonRecord &person)
{
    static const QRegularExpression identifier(QStringLiteral("^[a-z0-9][a-z0-9-]{0,31}$"));
    if (!identifier.match(person.id).hasMatch())
        return fail(Reason::InvalidValue, QStringLiteral("id: 1 to 32 of a-z, 0-9 and -"));
    if (person.name.trimmed().isEmpty() || person.name.size() > longestName)
        return fail(Reason::InvalidValue, QStringLiteral("name: 1 to 80 characters"));
    const auto role = submission::roleFromName(person.role);
    if (!role || *role == submission::Role::SelfTest)
        return fail(Reason::InvalidValue, QStringLiteral("role: %1 is not a role").arg(person.role));
    return text::checkPlainText(person.name, text::Lines::One);
}

} // namespace

Result<> addPerson(Transaction &transaction, const PersonRecord &person, signature::Instant now)
{
    if (auto accepted = acceptPerson(person); !accepted)
        return accepted;
    auto added = transaction->run("INSERT INTO person (id, name, role, added_at) VALUES (?, ?, ?, ?) "
                                  "ON CONFLICT DO NOTHING",
                                  person.id, person.name, person.role, now);
    if (!added)
        return tl::unexpected(added.error());
    if (*added == 0)
        return fail(Reason::ConflictingContent, QStringLiteral("%1 exists").arg(person.id));
    return deployment::raiseConfigurationVersion(transaction);
}

Result<std::vector<PersonRecord>> listPeople(Connection &connection)
{
    return connection.all("SELECT id, name, role FROM person ORDER BY id", personOf);
}

Result<std::optional<PersonRecord>> findPerson(Connection &connection, const QString &id)
{
    return connection.one("SELECT id, name, role FROM person WHERE id = ?", personOf, id);
}

} // namespace astreinte::identity
