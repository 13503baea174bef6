// SPDX-License-Identifier: EUPL-1.2
#include "server/duty/incidents.h"

#include "core/signature/strict_json.h"
#include "core/submission/incident.h"
#include "core/submission/roles.h"
#include "core/text/plain_text.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"

namespace astreinte::duty {
namespace {

using identity::Caller;
using storage::Row;
using storage::Transaction;

struct Standing
{
    QString openedBy;
    bool closed;
};

QString subjectOf(const QString &incident)
{
    return QStringLiteral("incident:") + incident;
}

// In the journal, and on every phone.
Result<> tell(Transaction &transaction, journal::Event event, const QString &incident, QJsonObject content,
              signature::Instant now)
{
    content.insert(QStringLiteral("incident"), incident);
    return journal::enter(transaction, {event, subjectOf(incident), content}, now).and_then([&] {
        return notices::post(transaction, {0, QStringLiteral("incident"), {}, 0, {}}, now);
    });
}

bool mayClose(const Caller &caller, const Standing &incident)
{
    const auto role = submission::roleFromName(caller.device.role);
    return role && (submission::isAuthority(*role) || *role == submission::Role::SidpcOfficer ||
                    incident.openedBy == caller.device.person);
}

Result<> closeNow(Transaction &transaction, const Caller &caller, const QString &incident, signature::Instant now)
{
    auto done = transaction->run("UPDATE incident SET closed_at = ? WHERE id = ?", now, incident);
    if (!done)
        return tl::unexpected(done.error());
    return tell(transaction, journal::Event::IncidentClosed, incident,
                {{QStringLiteral("person"), caller.device.person}}, now);
}

} // namespace

Result<> IncidentDesk::close(const Caller &caller, const QString &incident)
{
    return m_store.write([&](Transaction &transaction) -> Result<> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return spent;
        auto standing = transaction->one(
            "SELECT opened_by, closed_at FROM incident WHERE id = ?",
            [](const Row &row) {
                return Standing{row.text(0), !row.isNull(1)};
            },
            incident);
        if (!standing)
            return tl::unexpected(standing.error());
        if (!*standing)
            return fail(Reason::UnknownSubmission, incident);
        if (!mayClose(caller, **standing))
            return fail(Reason::NotAllowed, caller.device.role);
        return (*standing)->closed ? Result<>() : closeNow(transaction, caller, incident, m_now());
    });
}

Result<> IncidentDesk::explainLateness(const Caller &caller, const QString &incident, const QString &reason)
{
    if (reason.trimmed().isEmpty() || reason.size() > submission::longestLateReason)
        return fail(Reason::InvalidValue,
                    QStringLiteral("$.reason: 1 to %1 characters").arg(submission::longestLateReason));
    if (auto plain = text::checkPlainText(reason); !plain)
        return plain;
    const auto role = submission::roleFromName(caller.device.role);
    if (!role || !submission::mayEver(*role, submission::Permission::Submit))
        return fail(Reason::NotAllowed, caller.device.role);
    return m_store.write([&](Transaction &transaction) -> Result<> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return spent;
        submission::Incident clock;
        auto found = transaction->one(
            "SELECT known_at, first_public_at FROM incident WHERE id = ?",
            [&clock](const Row &row) {
                clock.knownAt = row.instant(0);
                clock.firstPublicAt = row.optionalInstant(1);
                return true;
            },
            incident);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            return fail(Reason::UnknownSubmission, incident);
        const auto now = m_now();
        if (!submission::asksWhyLate(clock, now))
            return fail(Reason::InvalidValue, QStringLiteral("the hour is not missed"));
        return tell(transaction, journal::Event::HourMissed, incident,
                    {{QStringLiteral("person"), caller.device.person}, {QStringLiteral("reason"), reason}}, now);
    });
}

Result<QString> latenessOf(storage::Connection &connection, const QString &incident)
{
    auto leaf = journal::leafAbout(connection, subjectOf(incident), journal::Event::HourMissed);
    if (!leaf)
        return tl::unexpected(leaf.error());
    if (!*leaf || !(*leaf)->opening) // nobody has said so, or it was erased
        return QString();
    auto content = signature::parseStrictObject((*leaf)->opening->content);
    return content ? Result<QString>(content->value(QLatin1String("reason")).toString())
                   : tl::unexpected(content.error());
}

} // namespace astreinte::duty
