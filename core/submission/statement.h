// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/manifest.h"
#include "core/submission/review_right.h"

namespace astreinte::submission {

inline constexpr std::chrono::seconds longestStatementLife{900};
// A « décision unique » is motivated: UTF-16 units, without the spaces around.
inline constexpr qsizetype shortestSoleReason = 10;

// What an authority signs (SECURITY §5, docs/protocol.md §9): a decision over the bytes of one manifest.
struct Statement
{
    QString audience;            // the server's origin
    QString issuer;              // person id
    Uuid7 id;                    // jti
    signature::Instant issuedAt; // whole seconds
    signature::Instant expiresAt;
    Decision decision = Decision::Reject;
    std::optional<QString> reason; // required to return or reject
    QStringList channels;
    SubmissionId submission;
    qint64 revision = 0;
    qint64 manifestBytes = 0;
    QByteArray manifestSha256; // 32 bytes
    qint64 rosterVersion = 0;
    QString rosterEntry;
    QStringList amr; // how the person was recognised: "pin", "bio"
    QString challenge;
    // « Décision unique » (BRIEF §1.4): the duty authority knowingly decides alone on what it wrote itself, and says
    // why.
    bool sole = false;
    // The authority was asked whether facts older than 30 minutes still hold, and said yes (BRIEF §1.6).
    bool factsConfirmed = false;
    // Where the picture must be blurred before it comes back; only a return has them.
    QList<MarkedRegion> marks;

    // RFC 8785 JSON. ReasonRequired, or InvalidValue with the field.
    [[nodiscard]] Result<QByteArray> toPayload() const;
    static Result<Statement> fromPayload(QByteArrayView payload);
    // ManifestMismatch unless the statement is over these very bytes, of this submission and revision, and, when it
    // approves, names at least one channel and only channels of the manifest; and unless it marks its photos only.
    [[nodiscard]] Result<void> concerns(const Manifest &manifest) const;
    friend bool operator==(const Statement &, const Statement &) = default;
};

} // namespace astreinte::submission
