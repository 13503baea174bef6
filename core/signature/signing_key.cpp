// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/keys.h"

#include "core/signature/openssl_handle.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/pem.h>

namespace astreinte::signature {
namespace {

constexpr int coordinateSize = 32;

// r ‖ s of a DER signature.
Result<QByteArray> fromDer(const QByteArray &der)
{
    const auto *in = bytesOf(QByteArrayView(der));
    EcdsaSignature pair(d2i_ECDSA_SIG(nullptr, &in, der.size()));
    QByteArray rs(es256SignatureSize, '\0');
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), bytesOf(rs), coordinateSize) != coordinateSize ||
        BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), bytesOf(rs) + coordinateSize, coordinateSize) != coordinateSize)
        return fail(Reason::Internal, QStringLiteral("a signature could not be made"));
    return rs;
}

// x ‖ y of a P-256 key; nothing for another kind of key.
QByteArray coordinatesOf(EVP_PKEY *key)
{
    std::array<char, 32> group{};
    if (EVP_PKEY_is_a(key, "EC") != 1 || EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) != 1 ||
        QByteArrayView(group.data()) != QByteArrayView(SN_X9_62_prime256v1))
        return {};
    BIGNUM *x = nullptr;
    BIGNUM *y = nullptr;
    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_X, &x);
    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_Y, &y);
    const BigNumber ownX(x);
    const BigNumber ownY(y);
    QByteArray xy(2 * coordinateSize, '\0');
    if (!x || !y || BN_bn2binpad(x, bytesOf(xy), coordinateSize) != coordinateSize ||
        BN_bn2binpad(y, bytesOf(xy) + coordinateSize, coordinateSize) != coordinateSize)
        return {};
    return xy;
}

std::shared_ptr<EVP_PKEY> keyOf(const PKCS8_PRIV_KEY_INFO *info)
{
    return {info ? EVP_PKCS82PKEY(info) : nullptr, EVP_PKEY_free};
}

} // namespace

SigningKey::SigningKey(std::shared_ptr<evp_pkey_st> key, VerifyingKey verifyingKey)
    : m_key(std::move(key)), m_public(std::move(verifyingKey))
{
}

Result<SigningKey> SigningKey::adopt(std::shared_ptr<evp_pkey_st> key)
{
    const auto xy = key ? coordinatesOf(key.get()) : QByteArray();
    if (xy.isEmpty())
        return fail(Reason::InvalidValue, QStringLiteral("not a P-256 private key"));
    PkeyContext check(EVP_PKEY_CTX_new(key.get(), nullptr));
    if (!check || EVP_PKEY_pairwise_check(check.get()) != 1)
        return fail(Reason::InvalidValue, QStringLiteral("the private and public keys do not match"));
    return VerifyingKey::fromCoordinates(xy).map(
        [&](VerifyingKey verifyingKey) { return SigningKey(std::move(key), std::move(verifyingKey)); });
}

Result<SigningKey> SigningKey::generate()
{
    std::shared_ptr<EVP_PKEY> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    if (!key)
        return fail(Reason::Internal, QStringLiteral("a key could not be generated"));
    return adopt(std::move(key));
}

Result<SigningKey> SigningKey::fromPkcs8Der(QByteArrayView der)
{
    const auto *in = bytesOf(der);
    const Pkcs8Info info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &in, static_cast<long>(der.size())));
    if (!info || in != bytesOf(der) + der.size())
        return fail(Reason::InvalidValue, QStringLiteral("not a PKCS #8 private key"));
    return adopt(keyOf(info.get()));
}

Result<SigningKey> SigningKey::fromPkcs8Pem(QByteArrayView pem)
{
    const MemoryBio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const Pkcs8Info info(bio ? PEM_read_bio_PKCS8_PRIV_KEY_INFO(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!info)
        return fail(Reason::InvalidValue, QStringLiteral("not a PEM private key"));
    return adopt(keyOf(info.get()));
}

Result<Secret> SigningKey::toPkcs8Der() const
{
    const Pkcs8Info info(EVP_PKEY2PKCS8(m_key.get()));
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : 0;
    if (size <= 0)
        return fail(Reason::Internal, QStringLiteral("the key could not be written"));
    Secret der(size);
    auto *out = der.data();
    i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out);
    return der;
}

Result<Secret> SigningKey::toPkcs8Pem() const
{
    const MemoryBio bio(BIO_new(BIO_s_secmem()));
    if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return fail(Reason::Internal, QStringLiteral("the key could not be written"));
    char *text = nullptr;
    const auto size = BIO_get_mem_data(bio.get(), &text);
    return Secret(QByteArrayView(text, size));
}

Result<QByteArray> SigningKey::sign(QByteArrayView message) const
{
    DigestContext context(EVP_MD_CTX_new());
    std::size_t size = 0;
    const auto length = static_cast<std::size_t>(message.size());
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytesOf(message), length) != 1)
        return fail(Reason::Internal, QStringLiteral("a signature could not be made"));
    QByteArray der(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(context.get(), bytesOf(der), &size, bytesOf(message), length) != 1)
        return fail(Reason::Internal, QStringLiteral("a signature could not be made"));
    der.truncate(static_cast<qsizetype>(size));
    return fromDer(der);
}

} // namespace astreinte::signature
