// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/statement.h"
#include "server/authorisation/policy.h"
#include "server/storage/blobs.h"
#include "server/storage/store.h"

namespace astreinte::authorisation {

// Leave to publish one manifest on one channel. Only Verifier makes one, from the stored bytes, so a connector that
// takes it cannot be called with anything an authority did not sign.
class Authorisation
{
public:
    [[nodiscard]] const submission::Manifest &manifest() const { return m_manifest; }
    [[nodiscard]] const submission::Statement &statement() const { return m_statement; }
    [[nodiscard]] const QString &channel() const { return m_channel; }
    // Of the manifest: what names this publication everywhere, once for ever.
    [[nodiscard]] QString manifestSha256() const;
    // Read and hashed again just before it is sent: DigestMismatch when the file was replaced after the approval.
    [[nodiscard]] Result<QByteArray> photo(const submission::ManifestPhoto &photo) const;

private:
    friend class Verifier;
    Authorisation(submission::Manifest manifest, submission::Statement statement, QString channel,
                  const storage::Blobs &blobs)
        : m_manifest(std::move(manifest)), m_statement(std::move(statement)), m_channel(std::move(channel)),
          m_blobs(&blobs)
    {
    }
    submission::Manifest m_manifest;
    submission::Statement m_statement;
    QString m_channel;
    const storage::Blobs *m_blobs;
};

// Checks again, in the publisher's own process, everything that the gate checked: signature, key, audience, bytes,
// roster at the moment of the decision, authors, head revision, the second person's approval, files. It trusts no
// column that the statement does not confirm: a row forged in the database does not publish.
class Verifier
{
public:
    Verifier(storage::Store &store, const storage::Blobs &blobs, Policy policy = {})
        : m_store(store), m_blobs(blobs), m_policy(std::move(policy))
    {
    }
    Result<Authorisation> verify(const QString &manifestSha256, const QString &channel);

private:
    storage::Store &m_store;
    const storage::Blobs &m_blobs;
    Policy m_policy;
};

} // namespace astreinte::authorisation
