// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/submission.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/submission/submission_json.h"
#include "core/submission/submission_rules.h"

namespace astreinte::submission {

Submission::Submission(SubmissionContent content, QByteArray payload)
    : m_content(std::move(content)), m_payload(std::move(payload)), m_sha256(signature::sha256(m_payload))
{
}

Result<Submission> Submission::freeze(const SubmissionContent &content)
{
    // Written, then read as the server will read it: what leaves the phone is what the server accepts.
    return signature::canonicalJson(toJson(content)).and_then([](const QByteArray &payload) { return parse(payload); });
}

Result<Submission> Submission::parse(QByteArrayView payload)
{
    auto object = signature::parseStrictObject(payload);
    if (!object)
        return tl::unexpected(object.error());
    signature::ObjectReader reader(*std::move(object));
    auto content = readContent(reader);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    if (auto checked = checkRules(content); !checked)
        return tl::unexpected(checked.error());
    return Submission(std::move(content), payload.toByteArray());
}

QByteArray Submission::idempotencyKey() const
{
    return '"' + id().text().toLatin1() + ':' + QByteArray::number(revision()) + '"';
}

QList<PictureFile> Submission::files() const
{
    QList<PictureFile> files;
    for (const auto &photo : m_content.photos)
        files += photo.files();
    return files;
}

SubmissionContent Submission::nextDraft() const
{
    auto content = m_content;
    ++content.revision;
    content.parent = m_sha256;
    return content;
}

} // namespace astreinte::submission
