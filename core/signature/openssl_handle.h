// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

namespace astreinte::signature {

// OpenSSL objects that free themselves; for the .cpp files of core only.
template <auto free>
struct Frees
{
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
template <typename T, auto free>
using Handle = std::unique_ptr<T, Frees<free>>;

using PkeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using PkeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using CipherContext = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using BigNumber = Handle<BIGNUM, BN_free>;
using EcdsaSignature = Handle<ECDSA_SIG, ECDSA_SIG_free>;
using Pkcs8Info = Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
// A secret goes through BIO_s_secmem() only, which wipes what it frees.
using MemoryBio = Handle<BIO, BIO_free_all>;

inline const uchar *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const uchar *>(view.data());
}
inline uchar *bytesOf(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

} // namespace astreinte::signature
