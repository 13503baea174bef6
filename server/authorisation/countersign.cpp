// SPDX-License-Identifier: EUPL-1.2
#include "server/authorisation/countersign.h"

#include "core/signature/bytes.h"
#include "server/journal/book.h"
#include "server/notices/notices.h"

namespace astreinte::authorisation {
namespace {

using storage::Connection;
using storage::Row;
using storage::Transaction;

Result<> insert(Transaction &transaction, const Ruling &ruling, const QByteArray &reply)
{
    const auto &statement = ruling.statement;
    auto written = transaction->run(
        "INSERT INTO countersign (submission, revision, jti, person, statement, "
        "manifest_sha256, reply, roster_version, decided_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        statement.submission.text(), statement.revision, statement.id.text(), statement.issuer, ruling.jws,
        QString(QLatin1String(signature::hex(ruling.manifest.sha256()))), reply, ruling.rosterVersion, ruling.at);
    if (!written)
        return tl::unexpected(written.error());
    return *written == 1 ? Result<>()
                         : fail(Reason::AlreadyDecided, QStringLiteral("another person must approve as well"));
}

} // namespace

Result<std::vector<Countersignature>> countersignaturesOn(Connection &connection, const QString &submission,
                                                          qint64 revision, const QString &manifestSha256)
{
    return connection.all(
        "SELECT person, statement, roster_version, decided_at FROM countersign WHERE submission = ? AND "
        "revision = ? AND manifest_sha256 = ? ORDER BY decided_at",
        [](const Row &row) {
            return Countersignature{row.text(0), row.bytes(1), row.number(2), row.instant(3)};
        },
        submission, revision, manifestSha256);
}

Result<QByteArray> enterFirst(Transaction &transaction, const Ruling &ruling, const signature::SigningKey &serverKey)
{
    const auto &statement = ruling.statement;
    auto present = beginRuling(transaction, ruling);
    if (!present)
        return tl::unexpected(present.error());
    if (*present != submission::State::InReview)
        return fail(Reason::AlreadyDecided, submission::stateName(*present));
    auto reply = replyTo(ruling, *present, serverKey);
    if (!reply)
        return reply;
    return insert(transaction, ruling, *reply)
        .and_then([&] { return enterInJournal(transaction, ruling, journal::Event::Countersign); })
        .and_then([&] {
            return notices::post(transaction,
                                 {0, QStringLiteral("review"), statement.submission.text(), statement.revision,
                                  submission::stateName(*present)},
                                 ruling.at);
        })
        .map([&] { return *reply; });
}

} // namespace astreinte::authorisation
