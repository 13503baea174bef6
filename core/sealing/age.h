// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/sealing/age_keys.h"

#include <QByteArray>
#include <QList>
#include <span>

namespace astreinte::sealing {

// age v1 files (age-encryption.org/v1): X25519 recipients, chunks of 64 KiB in ChaCha20-Poly1305. Any age tool opens
// them. Piece by piece, so that a photo never has to be in memory twice; bytes in, bytes out, no file here.
inline constexpr qsizetype ageChunkSize = qsizetype(64) * 1024;

// One file whose chunks may be sealed in any order and by several threads at once: each has its own number. What is
// written is head(), then the chunks in order.
class AgeSealer
{
public:
    // A fresh file key for these recipients, at least one.
    static Result<AgeSealer> begin(const QList<AgeRecipient> &recipients);
    [[nodiscard]] const QByteArray &head() const { return m_head; }
    // Any thread. Seals `plaintext`, whose first chunk has the number `first`, behind what `out` holds. Only the file's
    // end may be no multiple of a chunk; it is marked as such, and empty only when the whole file is.
    Result<void> append(QByteArray &out, QByteArrayView plaintext, quint64 first, bool last) const;
    void wipe() { m_payloadKey.wipe(); }

private:
    Secret m_payloadKey;
    QByteArray m_head;
};

class AgeEncryptor
{
public:
    // A fresh file key for these recipients, at least one.
    static Result<AgeEncryptor> begin(const QList<AgeRecipient> &recipients);
    // The bytes to write next; may be empty.
    Result<QByteArray> add(QByteArrayView plaintext);
    // The last bytes. Without them the file does not open. Nothing may be added afterwards.
    Result<QByteArray> finish();

private:
    explicit AgeEncryptor(AgeSealer sealer) : m_sealer(std::move(sealer)), m_out(m_sealer.head()), m_chunk(ageChunkSize)
    {
    }
    Result<void> sealChunks(QByteArrayView chunks, bool last);
    AgeSealer m_sealer;
    QByteArray m_out;
    Secret m_chunk; // what waits for its chunk to be full
    qsizetype m_filled = 0;
    quint64 m_counter = 0;
};

class AgeDecryptor
{
public:
    // `identities` must stay until the header has been read (64 KiB at most), or until finish().
    explicit AgeDecryptor(std::span<const AgeIdentity> identities) : m_identities(identities) {}
    // The plaintext that became certain. StorageFailed whose detail begins with "age header" (malformed),
    // "age: no recipient matches", "age header MAC" (altered) or "age payload" (altered, cut, extended);
    // UnknownVersion. What was given before a failure is authentic, but not all.
    Result<Secret> add(QByteArrayView bytes);
    // The last chunk. Only when this succeeds was the file complete.
    Result<Secret> finish();

private:
    Result<void> readHeader();
    Result<Secret> openChunk(QByteArrayView chunk, bool last);
    std::span<const AgeIdentity> m_identities;
    Secret m_payloadKey; // empty until the header has been read
    QByteArray m_buffer;
    quint64 m_counter = 0;
};

// The whole at once.
Result<QByteArray> encryptAge(QByteArrayView plaintext, const QList<AgeRecipient> &recipients);
Result<Secret> decryptAge(QByteArrayView file, const AgeIdentity &identity);

} // namespace astreinte::sealing
