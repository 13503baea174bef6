// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/keyring.h"

#include "core/sealing/xaes256gcm.h"
#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::sealing {
namespace {

constexpr QByteArrayView magic("ASTKEYR1");
constexpr qsizetype saltSize = 16;
constexpr qsizetype headerSize = 8 + vaultIdSize + 3 + saltSize;
constexpr qsizetype digestSize = 32;
static_assert(headerSize == 43);
static_assert(headerSize + xaesNonceSize + keySize + digestSize + tagSize == keyringSize);

Result<Secret> wrappingKey(QByteArrayView vaultId, QByteArrayView salt, const ScryptCost &cost, const Secret &pin,
                           const Secret &storeSecret)
{
    return scrypt(pin.view(), salt, cost, keySize).and_then([&](const Secret &stretched) {
        Secret both(stretched.size() + storeSecret.size());
        std::copy_n(stretched.data(), stretched.size(), both.data());
        std::copy_n(storeSecret.data(), storeSecret.size(), both.data() + stretched.size());
        return hkdf(both.view(), vaultId, "astreinte/kek/v1", keySize);
    });
}

Result<void> checkInput(const ScryptCost &cost, const Secret &storeSecret)
{
    if (!cost.isAccepted())
        return fail(
            Reason::InvalidValue,
            QStringLiteral("scrypt with log2N %1, r %2, p %3 is refused").arg(cost.log2N).arg(cost.r).arg(cost.p));
    if (storeSecret.size() != storeSecretSize)
        return fail(Reason::InvalidValue, QStringLiteral("the keystore's secret has not 32 bytes"));
    return {};
}

} // namespace

QByteArray recipientsDigest(const QList<AgeRecipient> &recipients)
{
    signature::Sha256 hash;
    for (const auto &recipient : recipients)
        hash.add(recipient.toText().toLatin1() + '\n');
    return hash.finish();
}

Result<VaultKey> VaultKey::generate(const QList<AgeRecipient> &recipients)
{
    auto id = signature::randomBytes(vaultIdSize);
    auto master = randomSecret(keySize);
    if (!id || !master)
        return tl::unexpected(id ? master.error() : id.error());
    VaultKey key;
    key.m_vaultId = *std::move(id);
    key.m_masterKey = *std::move(master);
    key.m_recipientsDigest = sealing::recipientsDigest(recipients);
    return key;
}

Result<Secret> VaultKey::rowKey() const
{
    return hkdfExpand(m_masterKey.view(), "astreinte/row/v1", keySize);
}

Result<AgeIdentity> VaultKey::ageIdentity() const
{
    return hkdfExpand(m_masterKey.view(), "astreinte/age-x25519/v1", keySize).and_then([](const Secret &secret) {
        return AgeIdentity::fromSecret(secret.view());
    });
}

Result<Secret> VaultKey::ledgerKey() const
{
    return hkdfExpand(m_masterKey.view(), "astreinte/ledger/v1", keySize);
}

Result<Secret> VaultKey::searchKey() const
{
    return hkdfExpand(m_masterKey.view(), "astreinte/search/v1", keySize);
}

void VaultKey::setRecipients(const QList<AgeRecipient> &recipients)
{
    m_recipientsDigest = sealing::recipientsDigest(recipients);
}

Result<QByteArray> sealKeyring(const VaultKey &key, const Secret &pin, const Secret &storeSecret,
                               const ScryptCost &cost)
{
    if (auto checked = checkInput(cost, storeSecret); !checked)
        return tl::unexpected(checked.error());
    const auto salt = signature::randomBytes(saltSize);
    const auto nonce = signature::randomBytes(xaesNonceSize);
    if (!salt || !nonce)
        return tl::unexpected(salt ? nonce.error() : salt.error());
    const auto header = magic.toByteArray() + key.m_vaultId + static_cast<char>(cost.log2N) +
                        static_cast<char>(cost.r) + static_cast<char>(cost.p) + *salt;
    const auto wrapping = wrappingKey(key.m_vaultId, *salt, cost, pin, storeSecret);
    if (!wrapping)
        return tl::unexpected(wrapping.error());
    Secret content(keySize + digestSize);
    std::copy_n(key.m_masterKey.data(), keySize, content.data());
    std::copy_n(key.m_recipientsDigest.data(), digestSize, content.data() + keySize);
    return sealXaes(wrapping->view(), *nonce, content.view(), header).map([&](const QByteArray &sealed) {
        return header + *nonce + sealed;
    });
}

Result<VaultKey> openKeyring(QByteArrayView file, const Secret &pin, const Secret &storeSecret)
{
    if (file.size() != keyringSize)
        return fail(Reason::StorageFailed, QStringLiteral("a keyring of %1 bytes").arg(file.size()));
    if (!file.startsWith(magic))
        return fail(Reason::UnknownVersion, QStringLiteral("a keyring of another version"));
    const auto header = file.first(headerSize);
    const auto vaultId = header.sliced(magic.size(), vaultIdSize);
    const auto numbers = header.sliced(magic.size() + vaultIdSize, 3);
    const ScryptCost cost{static_cast<uchar>(numbers[0]), static_cast<uchar>(numbers[1]),
                          static_cast<uchar>(numbers[2])};
    if (auto checked = checkInput(cost, storeSecret); !checked)
        return tl::unexpected(checked.error());
    const auto wrapping = wrappingKey(vaultId, header.last(saltSize), cost, pin, storeSecret);
    if (!wrapping)
        return tl::unexpected(wrapping.error());
    const auto content = openXaes(wrapping->view(), file.sliced(headerSize, xaesNonceSize),
                                  file.sliced(headerSize + xaesNonceSize), header);
    if (!content)
        return fail(Reason::WrongPin);
    VaultKey key;
    key.m_vaultId = vaultId.toByteArray();
    key.m_masterKey = Secret(content->view().first(keySize));
    key.m_recipientsDigest = content->view().sliced(keySize).toByteArray();
    return key;
}

} // namespace astreinte::sealing
