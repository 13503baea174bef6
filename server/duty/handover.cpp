// SPDX-License-Identifier: EUPL-1.2
#include "server/duty/handover.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/text/plain_text.h"
#include "server/journal/book.h"
#include "server/roster/roster.h"

#include <QJsonObject>
#include <algorithm>

namespace astreinte::duty {
namespace {

using identity::Caller;
using roster::Slot;
using signature::Instant;
using storage::Connection;
using storage::Row;
using storage::Transaction;

// Slots rarely touch to the second: who left this long ago still handed over to who comes now.
constexpr std::chrono::hours betweenSlots{2};
constexpr std::chrono::hours endingWithin{24};
constexpr int mostLines = 50;

QJsonValue orNull(const std::optional<Instant> &at)
{
    return at ? QJsonValue(signature::toText(*at)) : QJsonValue();
}

template <typename... Args>
Result<QJsonArray> lines(Connection &connection, storage::Sql sql, QJsonObject (*line)(const Row &),
                         const Args &...args)
{
    auto rows = connection.all(sql, line, args...);
    if (!rows)
        return tl::unexpected(rows.error());
    QJsonArray array;
    for (const auto &row : *rows)
        array.append(row);
    return array;
}

QJsonObject incidentLine(const Row &row)
{
    return {{QStringLiteral("title"), row.text(0)},
            {QStringLiteral("knownAt"), signature::toText(row.instant(1))},
            {QStringLiteral("firstPublicAt"), orNull(row.optionalInstant(2))},
            {QStringLiteral("nextUpdateAt"), orNull(row.optionalInstant(3))}};
}

QJsonObject stateLine(const Row &row)
{
    return {{QStringLiteral("title"), row.text(0)},
            {QStringLiteral("state"), row.text(1)},
            {QStringLiteral("at"), signature::toText(row.instant(2))}};
}

QJsonObject endLine(const Row &row)
{
    return {{QStringLiteral("title"), row.text(0)}, {QStringLiteral("at"), signature::toText(row.instant(1))}};
}

Result<std::vector<Slot>> slotsNow(Connection &connection)
{
    auto version = deployment::rosterVersion(connection);
    return version ? roster::slotsOf(connection, *version) : tl::unexpected(version.error());
}

// Those of the same role who leave when this slot begins, with what they left.
Result<QJsonArray> outgoing(Connection &connection, const std::vector<Slot> &entries, const Slot &slot)
{
    QJsonArray persons;
    for (const auto &before : entries) {
        if (before.role != slot.role || before.entry == slot.entry || before.from >= slot.from ||
            before.to < slot.from - betweenSlots || before.to > slot.from + betweenSlots)
            continue;
        auto remark = connection.one(
            "SELECT remark FROM handover_remark WHERE entry = ?", [](const Row &row) { return row.text(0); },
            before.entry);
        if (!remark)
            return tl::unexpected(remark.error());
        persons.append(QJsonObject{{QStringLiteral("person"), before.person},
                                   {QStringLiteral("remark"), *remark ? QJsonValue(**remark) : QJsonValue()}});
    }
    return persons;
}

Result<QByteArray> compose(Connection &connection, const std::vector<Slot> &entries, const Slot &slot, Instant now)
{
    auto persons = outgoing(connection, entries, slot);
    auto incidents = lines(connection,
                           "SELECT title, known_at, first_public_at, next_update_at FROM incident WHERE closed_at IS "
                           "NULL ORDER BY known_at LIMIT ?",
                           incidentLine, mostLines);
    auto waiting = lines(connection,
                         "SELECT title, state, received_at FROM message WHERE kind = 'proposal' AND state IN "
                         "('received', 'in_review', 'returned') ORDER BY received_at LIMIT ?",
                         stateLine, mostLines);
    auto leaving = lines(connection,
                         "SELECT s.title, p.state, p.queued_at FROM publication p JOIN message s ON s.id = "
                         "p.submission WHERE p.state IN ('authorised', 'publishing', 'uncertain', 'failed') "
                         "ORDER BY p.queued_at LIMIT ?",
                         stateLine, mostLines);
    auto ending = lines(connection,
                        "SELECT title_fr, expires_at FROM public_message WHERE withdrawn_at IS NULL AND expires_at > "
                        "? AND expires_at < ? ORDER BY expires_at LIMIT ?",
                        endLine, now, now + endingWithin, mostLines);
    for (const auto *part : {&persons, &incidents, &waiting, &leaving, &ending})
        if (!*part)
            return tl::unexpected(part->error());
    return signature::canonicalJson(QJsonObject{{QStringLiteral("v"), 1},
                                                {QStringLiteral("entry"), slot.entry},
                                                {QStringLiteral("role"), slot.role},
                                                {QStringLiteral("from"), signature::toText(slot.from)},
                                                {QStringLiteral("to"), signature::toText(slot.to)},
                                                {QStringLiteral("madeAt"), signature::toText(now)},
                                                {QStringLiteral("outgoing"), *persons},
                                                {QStringLiteral("incidents"), *incidents},
                                                {QStringLiteral("waiting"), *waiting},
                                                {QStringLiteral("leaving"), *leaving},
                                                {QStringLiteral("ending"), *ending}});
}

struct Stored
{
    QString note;
    QString sha256;
    bool acknowledged = false;
};

Result<std::optional<Stored>> storedNote(Connection &connection, const QString &entry)
{
    return connection.one(
        "SELECT note, sha256, acknowledged_at FROM handover WHERE entry = ?",
        [](const Row &row) {
            return Stored{row.text(0), row.text(1), !row.isNull(2)};
        },
        entry);
}

// The journal proves which bytes were handed over to whom, and that they were acknowledged as they were read.
Result<> enterInJournal(Transaction &transaction, journal::Event event, const Slot &slot, const QString &sha256,
                        Instant at)
{
    return journal::enter(transaction,
                          {event,
                           QStringLiteral("handover:") + slot.entry,
                           {{QStringLiteral("entry"), slot.entry},
                            {QStringLiteral("role"), slot.role},
                            {QStringLiteral("person"), slot.person},
                            {QStringLiteral("sha256"), sha256}}},
                          at);
}

// The note of this slot, written when it is first asked for.
Result<Stored> noteOf(Transaction &transaction, const std::vector<Slot> &entries, const Slot &slot, Instant now)
{
    auto present = storedNote(transaction.connection(), slot.entry);
    if (!present)
        return tl::unexpected(present.error());
    if (*present)
        return **present;
    auto note = compose(transaction.connection(), entries, slot, now);
    if (!note)
        return tl::unexpected(note.error());
    Stored fresh{QString::fromUtf8(*note), QLatin1String(signature::hex(signature::sha256(*note)))};
    auto written = transaction->run("INSERT INTO handover (entry, note, sha256, made_at) VALUES (?, ?, ?, ?)",
                                    slot.entry, fresh.note, fresh.sha256, now);
    if (!written)
        return tl::unexpected(written.error());
    return enterInJournal(transaction, journal::Event::Handover, slot, fresh.sha256, now).map([&] {
        return std::move(fresh);
    });
}

bool begun(const Slot &slot, const QString &person, Instant now)
{
    return slot.person == person && slot.from <= now && now < slot.to;
}

} // namespace

Result<QJsonArray> HandoverDesk::notes(const Caller &caller)
{
    return m_store.write([&](Transaction &transaction) -> Result<QJsonArray> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return tl::unexpected(spent.error());
        auto entries = slotsNow(transaction.connection());
        if (!entries)
            return tl::unexpected(entries.error());
        const auto now = m_now();
        QJsonArray notes;
        for (const auto &slot : *entries) {
            if (!begun(slot, caller.device.person, now))
                continue;
            auto note = noteOf(transaction, *entries, slot, now);
            if (!note)
                return tl::unexpected(note.error());
            if (!note->acknowledged)
                notes.append(QJsonObject{{QStringLiteral("entry"), slot.entry},
                                         {QStringLiteral("note"), note->note},
                                         {QStringLiteral("sha256"), note->sha256}});
        }
        return notes;
    });
}

Result<> HandoverDesk::acknowledge(const Caller &caller, const QString &entry, const QString &sha256)
{
    return m_store.write([&](Transaction &transaction) -> Result<> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return spent;
        auto entries = slotsNow(transaction.connection());
        auto present = storedNote(transaction.connection(), entry);
        if (!entries || !present)
            return tl::unexpected(entries ? present.error() : entries.error());
        const auto own = std::ranges::find_if(
            *entries, [&](const Slot &slot) { return slot.entry == entry && slot.person == caller.device.person; });
        if (own == entries->end() || !*present)
            return fail(Reason::InvalidValue, QStringLiteral("no note for this slot"));
        if ((*present)->sha256 != sha256)
            return fail(Reason::ManifestMismatch, QStringLiteral("another note"));
        const auto now = m_now();
        auto done = transaction->run("UPDATE handover SET acknowledged_at = ? WHERE entry = ? AND acknowledged_at IS "
                                     "NULL",
                                     now, entry);
        if (!done)
            return tl::unexpected(done.error());
        return *done == 0 ? Result<>() // said once already
                          : enterInJournal(transaction, journal::Event::TakenOver, *own, sha256, now);
    });
}

Result<> HandoverDesk::remark(const Caller &caller, const QString &text)
{
    if (text.trimmed().isEmpty() || text.size() > longestRemark)
        return fail(Reason::InvalidValue, QStringLiteral("$.remark: 1 to %1 characters").arg(longestRemark));
    if (auto plain = text::checkPlainText(text); !plain)
        return plain;
    return m_store.write([&](Transaction &transaction) -> Result<> {
        if (auto spent = identity::spendNonce(transaction, caller); !spent)
            return spent;
        auto entries = slotsNow(transaction.connection());
        if (!entries)
            return tl::unexpected(entries.error());
        const auto own = std::ranges::find_if(
            *entries, [&](const Slot &slot) { return begun(slot, caller.device.person, m_now()); });
        if (own == entries->end())
            return fail(Reason::OffDuty);
        auto written = transaction->run("INSERT INTO handover_remark (entry, person, remark, written_at) VALUES "
                                        "(?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET remark = excluded.remark, "
                                        "written_at = excluded.written_at",
                                        own->entry, caller.device.person, text, m_now());
        return written ? Result<>() : tl::unexpected(written.error());
    });
}

} // namespace astreinte::duty
