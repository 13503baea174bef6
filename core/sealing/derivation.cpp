// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/derivation.h"

#include "core/signature/openssl_handle.h"

#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>

namespace astreinte::sealing {

using signature::bytesOf;
using signature::Handle;

namespace {

using Kdf = Handle<EVP_KDF, EVP_KDF_free>;
using KdfContext = Handle<EVP_KDF_CTX, EVP_KDF_CTX_free>;

OSSL_PARAM octets(const char *name, QByteArrayView bytes)
{
    // OpenSSL only reads what a key derivation is given.
    return OSSL_PARAM_construct_octet_string(name, const_cast<char *>(bytes.data()),
                                             static_cast<std::size_t>(bytes.size()));
}

Result<Secret> derive(const char *algorithm, const OSSL_PARAM *parameters, qsizetype size)
{
    const Kdf kdf(EVP_KDF_fetch(nullptr, algorithm, nullptr));
    const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    Secret key(size);
    if (!context || EVP_KDF_derive(context.get(), key.data(), static_cast<std::size_t>(size), parameters) != 1)
        return fail(Reason::Internal, QStringLiteral("a key could not be derived"));
    return key;
}

Result<Secret> hkdfIn(int mode, QByteArrayView key, QByteArrayView salt, QByteArrayView info, qsizetype size)
{
    if (size < 1 || size > 255 * 32)
        return fail(Reason::Internal, QStringLiteral("HKDF gives 1 to 8,160 bytes"));
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
        octets(OSSL_KDF_PARAM_KEY, key),
        octets(OSSL_KDF_PARAM_INFO, info),
        salt.isEmpty() ? OSSL_PARAM_construct_end() : octets(OSSL_KDF_PARAM_SALT, salt),
        OSSL_PARAM_construct_end(),
    };
    return derive("HKDF", parameters, size);
}

} // namespace

Result<Secret> hkdf(QByteArrayView inputKey, QByteArrayView salt, QByteArrayView info, qsizetype size)
{
    return hkdfIn(EVP_KDF_HKDF_MODE_EXTRACT_AND_EXPAND, inputKey, salt, info, size);
}

Result<Secret> hkdfExpand(QByteArrayView pseudoRandomKey, QByteArrayView info, qsizetype size)
{
    return hkdfIn(EVP_KDF_HKDF_MODE_EXPAND_ONLY, pseudoRandomKey, {}, info, size);
}

Result<QByteArray> hmacSha256(QByteArrayView key, QByteArrayView message)
{
    QByteArray code(32, '\0');
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytesOf(message),
              static_cast<std::size_t>(message.size()), bytesOf(code), nullptr))
        return fail(Reason::Internal, QStringLiteral("HMAC failed"));
    return code;
}

Result<Secret> scrypt(QByteArrayView passphrase, QByteArrayView salt, const ScryptCost &cost, qsizetype size)
{
    uint64_t n = uint64_t(1) << cost.log2N;
    auto r = static_cast<uint32_t>(cost.r);
    auto p = static_cast<uint32_t>(cost.p);
    // OpenSSL's own ceiling (32 MiB) is below our default; what is needed, and no more.
    uint64_t memory = uint64_t(128) * r * (n + p + 2) + 4096;
    const OSSL_PARAM parameters[] = {
        octets(OSSL_KDF_PARAM_PASSWORD, passphrase),
        octets(OSSL_KDF_PARAM_SALT, salt),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory),
        OSSL_PARAM_construct_end(),
    };
    return derive("SCRYPT", parameters, size);
}

} // namespace astreinte::sealing
