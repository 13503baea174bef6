// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/submission_content.h"

#include <QByteArray>

namespace astreinte::submission {

inline constexpr qsizetype mostPhotos = 10;
inline constexpr qsizetype mostFiles = mostPhotos * 6; // each photo's own, and one for each of five channels
inline constexpr qsizetype mostConsents = 10;          // forms of one photo
inline constexpr qsizetype mostPartners = 10;          // CH-04
inline constexpr qint64 largestPhoto = 64LL * 1024 * 1024;
inline constexpr qint64 mostPixels = 100'000'000;
inline constexpr qsizetype longestText = 16'000; // UTF-16 units, of one channel in one language

// One immutable revision: the typed content and the very bytes that were or will be signed (docs/protocol.md §6).
class Submission
{
public:
    // Checks the content and writes its payload (RFC 8785). Failures name the field: MissingField, InvalidValue,
    // MalformedText, AltTextMissing.
    static Result<Submission> freeze(const SubmissionContent &content);
    // Reads a signed payload. The bytes are kept as received: their digest is the next revision's parent. Same
    // failures, and MalformedJson, UnknownField, UnknownVersion.
    static Result<Submission> parse(QByteArrayView payload);

    [[nodiscard]] const SubmissionContent &content() const { return m_content; }
    [[nodiscard]] const SubmissionId &id() const { return m_content.id; }
    [[nodiscard]] qint64 revision() const { return m_content.revision; }
    [[nodiscard]] const QByteArray &payload() const { return m_payload; }
    // Every file of every photo, in their order: what must be on the server before the submission.
    [[nodiscard]] QList<PictureFile> files() const;
    // 32 bytes, of the payload.
    [[nodiscard]] const QByteArray &sha256() const { return m_sha256; }
    // `"<id>:<revision>"`, quotes included: the value of Idempotency-Key.
    [[nodiscard]] QByteArray idempotencyKey() const;
    // The content of the next revision: same content, revision + 1, this one as parent.
    [[nodiscard]] SubmissionContent nextDraft() const;

private:
    Submission(SubmissionContent content, QByteArray payload);
    SubmissionContent m_content;
    QByteArray m_payload;
    QByteArray m_sha256;
};

} // namespace astreinte::submission
