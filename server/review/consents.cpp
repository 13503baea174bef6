// SPDX-License-Identifier: EUPL-1.2
#include "server/review/consents.h"

namespace astreinte::review {

using storage::Connection;
using storage::Row;
using storage::Transaction;

Result<int> takeConsentBack(Transaction &transaction, const ConsentTakenBack &taken, const QString &submission)
{
    int known = 0;
    const auto about = submission.isNull() ? QStringLiteral("") : submission; // of any submission
    for (const auto &picture : taken.pictures) {
        auto added = transaction->run(
            "INSERT INTO withdrawn_picture (sha256, person, reason, withdrawn_at) SELECT DISTINCT b.sha256, "
            "CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT) FROM revision_picture a JOIN revision_picture b ON "
            "b.submission = a.submission AND b.revision = a.revision AND b.position = a.position WHERE a.sha256 = ? "
            "AND (CAST(? AS TEXT) = '' OR a.submission = ?) ON CONFLICT (sha256) DO UPDATE SET person = "
            "excluded.person, reason = excluded.reason, withdrawn_at = excluded.withdrawn_at",
            taken.person, taken.reason, taken.at, picture, about, about);
        if (!added)
            return added;
        known += *added;
    }
    return known;
}

Result<bool> consentHolds(Connection &connection, const Position &position)
{
    auto withdrawn = connection.one(
        "SELECT 1 FROM revision_picture p JOIN withdrawn_picture w ON w.sha256 = p.sha256 WHERE p.submission = ? AND "
        "p.revision = ? LIMIT 1",
        [](const Row &) { return true; }, position.submission, position.revision);
    return withdrawn ? Result<bool>(!withdrawn->has_value()) : tl::unexpected(withdrawn.error());
}

} // namespace astreinte::review
