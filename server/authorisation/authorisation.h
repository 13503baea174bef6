// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/bytes.h"
#include "core/submission/statement.h"
#include "server/authorisation/policy.h"
#include "server/storage/blobs.h"
#include "server/storage/store.h"

#include <variant>

namespace astreinte::authorisation {

// Where a message may go. Worlds that never meet: what an exercise or the daily self-test allows cannot be handed to
// what reaches the public, since it is of another type. A self-test's is what the keys of a self-test signed.
enum class Realm { Real, Exercise, SelfTest };

// Leave to publish one manifest on one channel of one realm. Only Verifier makes one, from the stored bytes, so a
// connector that takes it cannot be called with anything an authority did not sign, nor a real one with an exercise.
template <Realm realm>
class Authorisation
{
public:
    [[nodiscard]] const submission::Manifest &manifest() const { return m_manifest; }
    [[nodiscard]] const submission::Statement &statement() const { return m_statement; }
    // What the manifest was made of, under its author's signature: the template's values, which no manifest carries.
    [[nodiscard]] const submission::Submission &submission() const { return m_submission; }
    [[nodiscard]] const QString &channel() const { return m_channel; }
    // Of the manifest: what names this publication everywhere, once for ever.
    [[nodiscard]] QString manifestSha256() const { return QLatin1String(signature::hex(m_manifest.sha256())); }
    // Read and hashed again just before it is sent: DigestMismatch when the file was replaced after the approval.
    [[nodiscard]] Result<QByteArray> photo(const submission::PictureFile &file) const
    {
        return m_blobs->read(QLatin1String(signature::hex(file.sha256)));
    }

private:
    friend class Verifier;
    Authorisation(submission::Manifest manifest, submission::Statement statement, submission::Submission submission,
                  QString channel, const storage::Blobs &blobs)
        : m_manifest(std::move(manifest)), m_statement(std::move(statement)), m_submission(std::move(submission)),
          m_channel(std::move(channel)), m_blobs(&blobs)
    {
    }
    submission::Manifest m_manifest;
    submission::Statement m_statement;
    submission::Submission m_submission;
    QString m_channel;
    const storage::Blobs *m_blobs;
};

using AnyAuthorisation =
    std::variant<Authorisation<Realm::Real>, Authorisation<Realm::Exercise>, Authorisation<Realm::SelfTest>>;

// Under which name an authority approves a channel: a CAP file says what the site says, and goes out with it.
[[nodiscard]] QString approvedAs(const QString &channel);

// Checks again, in the publisher's own process, everything that the gate checked: signature, key, audience, bytes,
// roster at the moment of the decision, authors, head revision, the second person's approval, files; and that the
// manifest is what its author's signed submission makes, in the realm that this installation is. It trusts no column
// that the statement does not confirm: a row forged in the database does not publish.
class Verifier
{
public:
    Verifier(storage::Store &store, const storage::Blobs &blobs, Policy policy = {})
        : m_store(store), m_blobs(blobs), m_policy(std::move(policy))
    {
    }
    Result<AnyAuthorisation> verify(const QString &manifestSha256, const QString &channel);

private:
    storage::Store &m_store;
    const storage::Blobs &m_blobs;
    Policy m_policy;
};

} // namespace astreinte::authorisation
