// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"

#include "core/signature/openssl_handle.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace astreinte::signature {
namespace {

// Decoding then encoding again must give the same text: that refuses every second spelling at once.
Result<QByteArray> decode(QByteArrayView text, QByteArray::Base64Options options)
{
    const auto encoded = text.toByteArray();
    auto decoded = QByteArray::fromBase64Encoding(encoded, options | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.toBase64(options) != encoded)
        return fail(Reason::InvalidValue, QStringLiteral("not canonical base64"));
    return std::move(decoded.decoded);
}

} // namespace

QByteArray base64Url(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<QByteArray> fromBase64Url(QByteArrayView text)
{
    return decode(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray base64(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64();
}

Result<QByteArray> fromBase64(QByteArrayView text)
{
    return decode(text, QByteArray::Base64Encoding | QByteArray::KeepTrailingEquals);
}

QByteArray hex(QByteArrayView bytes)
{
    return bytes.toByteArray().toHex();
}

Result<QByteArray> fromHex(QByteArrayView text)
{
    const auto encoded = text.toByteArray();
    auto decoded = QByteArray::fromHex(encoded);
    if (decoded.toHex() != encoded)
        return fail(Reason::InvalidValue, QStringLiteral("not lowercase hexadecimal"));
    return decoded;
}

QByteArray sha256(QByteArrayView bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

namespace {

// Looked up once: EVP_sha256() is looked up among the providers at each use.
const EVP_MD *algorithm()
{
    static const auto *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return sha256;
}

} // namespace

// OpenSSL's SHA-256 fails only when memory does; going on without a digest would be worse than stopping.
Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    if (EVP_DigestInit_ex(m_context.get(), algorithm(), nullptr) != 1)
        qFatal("SHA-256 is not available");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(QByteArrayView bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) != 1)
        qFatal("SHA-256 failed");
}

QByteArray Sha256::finish()
{
    QByteArray digest(32, '\0');
    if (EVP_DigestFinal_ex(m_context.get(), bytesOf(digest), nullptr) != 1 ||
        EVP_DigestInit_ex(m_context.get(), algorithm(), nullptr) != 1)
        qFatal("SHA-256 failed");
    return digest;
}

bool constantTimeEqual(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size())) == 0;
}

Result<QByteArray> randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    if (RAND_bytes(bytesOf(bytes), static_cast<int>(count)) != 1)
        return fail(Reason::Internal, QStringLiteral("the system's random generator failed"));
    return bytes;
}

} // namespace astreinte::signature
