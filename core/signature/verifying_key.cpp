// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/keys.h"

#include "core/signature/bytes.h"
#include "core/signature/object_reader.h"
#include "core/signature/openssl_handle.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>

namespace astreinte::signature {
namespace {

constexpr qsizetype coordinateSize = 32;

// SubjectPublicKeyInfo of an uncompressed P-256 point (RFC 5480): everything before the point is constant.
const QByteArray &spkiPrefix()
{
    static const auto prefix = QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200") + '\x04';
    return prefix;
}

// n, the order of P-256 (SEC 2, §2.4.2).
const QByteArray &groupOrder()
{
    static const auto order = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    return order;
}

// 1 ≤ scalar < n, both as 32 bytes big-endian.
bool isScalar(QByteArrayView scalar)
{
    return scalar != QByteArrayView(QByteArray(coordinateSize, '\0')) &&
           scalar.compare(QByteArrayView(groupOrder())) < 0;
}

// OpenSSL wants the signature in DER.
QByteArray toDer(QByteArrayView rs)
{
    EcdsaSignature pair(ECDSA_SIG_new());
    BIGNUM *r = BN_bin2bn(bytesOf(rs), coordinateSize, nullptr);
    BIGNUM *s = BN_bin2bn(bytesOf(rs) + coordinateSize, coordinateSize, nullptr);
    if (!pair || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    QByteArray der(i2d_ECDSA_SIG(pair.get(), nullptr), '\0');
    auto *out = bytesOf(der);
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

} // namespace

Signer::~Signer() = default;

VerifyingKey::VerifyingKey(std::shared_ptr<evp_pkey_st> key, QByteArray xy) : m_key(std::move(key)), m_xy(std::move(xy))
{
    // RFC 7638 §3: the required members only, in lexicographic order, without white space.
    m_kid = QString::fromLatin1(
        base64Url(sha256(R"({"crv":"P-256","kty":"EC","x":")" + base64Url(m_xy.first(coordinateSize)) + R"(","y":")" +
                         base64Url(m_xy.sliced(coordinateSize)) + R"("})")));
}

Result<VerifyingKey> VerifyingKey::fromCoordinates(QByteArrayView xy)
{
    if (xy.size() != 2 * coordinateSize)
        return fail(Reason::InvalidValue, QStringLiteral("a P-256 point has 64 bytes"));
    const auto point = '\x04' + xy.toByteArray();
    char group[] = SN_X9_62_prime256v1;
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, const_cast<char *>(point.constData()),
                                          static_cast<std::size_t>(point.size())),
        OSSL_PARAM_construct_end(),
    };
    PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *raw = nullptr;
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &raw, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        return fail(Reason::InvalidValue, QStringLiteral("the point is not on P-256"));
    std::shared_ptr<EVP_PKEY> key(raw, EVP_PKEY_free);
    PkeyContext check(EVP_PKEY_CTX_new(raw, nullptr));
    if (!check || EVP_PKEY_public_check(check.get()) != 1)
        return fail(Reason::InvalidValue, QStringLiteral("the point is not a P-256 public key"));
    return VerifyingKey(std::move(key), xy.toByteArray());
}

Result<VerifyingKey> VerifyingKey::fromSpki(QByteArrayView der)
{
    const auto &prefix = spkiPrefix();
    if (der.size() != prefix.size() + 2 * coordinateSize || !der.startsWith(prefix))
        return fail(Reason::InvalidValue, QStringLiteral("not the SubjectPublicKeyInfo of a P-256 key"));
    return fromCoordinates(der.sliced(prefix.size()));
}

Result<VerifyingKey> VerifyingKey::fromJwk(const QJsonObject &jwk)
{
    ObjectReader reader(jwk, QStringLiteral("$jwk"));
    reader.constant(QLatin1String("kty"), QLatin1String("EC"));
    reader.constant(QLatin1String("crv"), QLatin1String("P-256"));
    const auto x = reader.bytes(QLatin1String("x"), coordinateSize);
    const auto y = reader.bytes(QLatin1String("y"), coordinateSize);
    if (auto done = reader.finish(); !done)
        return fail(Reason::InvalidValue, done.error().detail);
    return fromCoordinates(x + y);
}

QJsonObject VerifyingKey::toJwk() const
{
    return {
        {QStringLiteral("crv"), QStringLiteral("P-256")},
        {QStringLiteral("kty"), QStringLiteral("EC")},
        {QStringLiteral("x"), QString::fromLatin1(base64Url(m_xy.first(coordinateSize)))},
        {QStringLiteral("y"), QString::fromLatin1(base64Url(m_xy.sliced(coordinateSize)))},
    };
}

QByteArray VerifyingKey::toSpki() const
{
    return spkiPrefix() + m_xy;
}

Result<void> VerifyingKey::verify(QByteArrayView message, QByteArrayView signature) const
{
    if (signature.size() != es256SignatureSize)
        return fail(Reason::BadSignature, QStringLiteral("a signature of %1 bytes").arg(signature.size()));
    if (!isScalar(signature.first(coordinateSize)) || !isScalar(signature.sliced(coordinateSize)))
        return fail(Reason::BadSignature, QStringLiteral("out of range"));
    const auto der = toDer(signature);
    DigestContext context(EVP_MD_CTX_new());
    if (!context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1 ||
        EVP_DigestVerify(context.get(), bytesOf(der), static_cast<std::size_t>(der.size()), bytesOf(message),
                         static_cast<std::size_t>(message.size())) != 1)
        return fail(Reason::BadSignature);
    return {};
}

} // namespace astreinte::signature
