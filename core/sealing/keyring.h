// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/sealing/age_keys.h"
#include "core/sealing/derivation.h"

#include <QByteArray>
#include <QList>

namespace astreinte::sealing {

inline constexpr qsizetype keyringSize = 147;
inline constexpr qsizetype vaultIdSize = 16;
inline constexpr qsizetype storeSecretSize = 32;

// What opens everything in one vault: its master key, in memory only while the vault is open.
class VaultKey
{
public:
    // Fresh id and key. `recipients`: those that photos are encrypted to, besides the vault itself (the prefecture's
    // recovery key).
    static Result<VaultKey> generate(const QList<AgeRecipient> &recipients);

    [[nodiscard]] const QByteArray &vaultId() const { return m_vaultId; }
    // SHA-256 over the text of each recipient, each followed by a line feed. A keyring that opens proves that the
    // recipients were not swapped.
    [[nodiscard]] const QByteArray &recipientsDigest() const { return m_recipientsDigest; }
    // HKDF-Expand(VMK, "astreinte/row/v1"), for row_seal.h.
    [[nodiscard]] Result<Secret> rowKey() const;
    // HKDF-Expand(VMK, "astreinte/age-x25519/v1"), which reads the photos.
    [[nodiscard]] Result<AgeIdentity> ageIdentity() const;
    // HKDF-Expand(VMK, "astreinte/ledger/v1"), which authenticates what exists: the set of rows, the list of
    // recipients.
    [[nodiscard]] Result<Secret> ledgerKey() const;
    // HKDF-Expand(VMK, "astreinte/search/v1"), which hides the words of the search index.
    [[nodiscard]] Result<Secret> searchKey() const;
    // Other recipients from the next sealKeyring() on.
    void setRecipients(const QList<AgeRecipient> &recipients);

private:
    friend Result<QByteArray> sealKeyring(const VaultKey &, const Secret &, const Secret &, const ScryptCost &);
    friend Result<VaultKey> openKeyring(QByteArrayView, const Secret &, const Secret &);
    VaultKey() = default;
    QByteArray m_vaultId;
    Secret m_masterKey;
    QByteArray m_recipientsDigest;
};

QByteArray recipientsDigest(const QList<AgeRecipient> &recipients);

// The file `keyring` (SECURITY §1), 147 bytes: "ASTKEYR1" vault_id[16] log2N[1] r[1] p[1] salt[16] nonce[24]
// XAES-256-GCM(VMK[32] ‖ recipientsDigest[32]). The key that wraps it needs the PIN and the keystore's secret:
// HKDF-SHA256(scrypt(PIN) ‖ KS, salt = vault id, "astreinte/kek/v1"). Slow on purpose (about 0.3 s). InvalidValue for a
// cost outside the accepted range or a keystore secret that has not 32 bytes. Changing the PIN is sealing again.
Result<QByteArray> sealKeyring(const VaultKey &key, const Secret &pin, const Secret &storeSecret,
                               const ScryptCost &cost = {});
// WrongPin when PIN and keystore secret do not open it, which cannot be told from an altered file; StorageFailed for a
// wrong size, UnknownVersion for another beginning, InvalidValue for a cost refused before deriving.
Result<VaultKey> openKeyring(QByteArrayView file, const Secret &pin, const Secret &storeSecret);

} // namespace astreinte::sealing
