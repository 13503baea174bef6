// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/xaes256gcm.h"

#include "core/signature/openssl_handle.h"

#include <algorithm>

namespace astreinte::sealing {

using signature::bytesOf;
using signature::CipherContext;

namespace {

constexpr int blockSize = 16;
constexpr int halfNonce = 12;

// AES-256 of whole blocks, each by itself: the block cipher that CMAC is made of.
bool encryptBlocks(QByteArrayView key, const uchar *in, uchar *out, int size)
{
    CipherContext context(EVP_CIPHER_CTX_new());
    int written = 0;
    return context && EVP_EncryptInit_ex2(context.get(), EVP_aes_256_ecb(), bytesOf(key), nullptr, nullptr) == 1 &&
           EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
           EVP_EncryptUpdate(context.get(), out, &written, in, size) == 1 && written == size;
}

// The key for the first half of `nonce`: two blocks of CMAC-AES-256 in the KDF of NIST SP 800-108, written out, since
// both messages are one block long: AES(K, M ⊕ K1).
Result<Secret> derivedKey(QByteArrayView key, QByteArrayView nonce)
{
    if (key.size() != keySize || nonce.size() != xaesNonceSize)
        return fail(Reason::Internal, QStringLiteral("a key of 32 bytes and a nonce of 24 are needed"));
    Secret subkey(blockSize);
    const auto failed = fail(Reason::Internal, QStringLiteral("the cipher failed"));
    const Secret zero(blockSize);
    if (!encryptBlocks(key, zero.data(), subkey.data(), blockSize))
        return failed;
    // K1 of CMAC: doubling in GF(2^128), without a branch on secret bits.
    const int carry = subkey.data()[0] >> 7;
    for (int i = 0; i < blockSize - 1; ++i)
        subkey.data()[i] = static_cast<uchar>((subkey.data()[i] << 1) | (subkey.data()[i + 1] >> 7));
    subkey.data()[blockSize - 1] = static_cast<uchar>((subkey.data()[blockSize - 1] << 1) ^ (0x87 & -carry));
    Secret messages(2 * blockSize);
    for (int block = 0; block < 2; ++block) {
        auto *message = messages.data() + block * blockSize;
        message[1] = static_cast<uchar>(block + 1);
        message[2] = 'X';
        std::copy_n(nonce.data(), halfNonce, message + 4);
        for (int i = 0; i < blockSize; ++i)
            message[i] ^= subkey.data()[i];
    }
    Secret derived(keySize);
    if (!encryptBlocks(key, messages.data(), derived.data(), 2 * blockSize))
        return failed;
    return derived;
}

} // namespace

Result<QByteArray> sealXaes(QByteArrayView key, QByteArrayView nonce, QByteArrayView plaintext, QByteArrayView beside)
{
    return derivedKey(key, nonce).and_then([&](const Secret &derived) {
        return seal(Aead::Aes256Gcm, derived.view(), nonce.sliced(halfNonce), plaintext, beside);
    });
}

Result<Secret> openXaes(QByteArrayView key, QByteArrayView nonce, QByteArrayView sealed, QByteArrayView beside)
{
    return derivedKey(key, nonce).and_then([&](const Secret &derived) {
        return open(Aead::Aes256Gcm, derived.view(), nonce.sliced(halfNonce), sealed, beside);
    });
}

} // namespace astreinte::sealing
