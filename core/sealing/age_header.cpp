// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/age_header.h"

#include "core/sealing/aead.h"
#include "core/sealing/derivation.h"
#include "core/signature/bytes.h"

#include <algorithm>

namespace astreinte::sealing {
namespace {

constexpr QByteArrayView intro("age-encryption.org/v1\n");
constexpr QByteArrayView x25519Info("age-encryption.org/v1/X25519");
constexpr qsizetype columns = 64;
constexpr qsizetype fileKeySize = 16;
constexpr qsizetype shareSize = 32;

tl::unexpected<Failure> malformed(QLatin1String why)
{
    return fail(Reason::StorageFailed, QStringLiteral("age header: ") + why);
}

// age writes base64 without padding; as strict as ours.
Result<QByteArray> decode(const QByteArray &text)
{
    auto padded = text;
    if (padded.size() % 4 != 0)
        padded.append(4 - padded.size() % 4, '=');
    return text.contains('=') ? fail(Reason::InvalidValue) : signature::fromBase64(padded);
}

QByteArray encode(QByteArrayView bytes)
{
    return bytes.toByteArray().toBase64(QByteArray::OmitTrailingEquals);
}

bool isArgument(const QByteArray &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= 33 && c <= 126; });
}

// The lines of the header, one by one.
class Lines
{
public:
    explicit Lines(QByteArrayView text) : m_text(text) {}
    [[nodiscard]] bool atEnd() const { return m_text.isEmpty(); }
    QByteArray next()
    {
        const auto end = m_text.indexOf('\n');
        const auto line = m_text.first(end < 0 ? m_text.size() : end).toByteArray();
        m_text = end < 0 ? QByteArrayView() : m_text.sliced(end + 1);
        return line;
    }

private:
    QByteArrayView m_text;
};

Result<QByteArray> readBody(Lines &lines)
{
    QByteArray text;
    for (;;) {
        if (lines.atEnd())
            return malformed(QLatin1String("a stanza without its body"));
        const auto line = lines.next();
        if (line.size() > columns)
            return malformed(QLatin1String("a long line"));
        text += line;
        if (line.size() < columns)
            break; // the one short line, possibly empty, ends a body
    }
    auto body = decode(text);
    return body ? body : malformed(QLatin1String("a stanza's body"));
}

Result<AgeStanza> readStanza(const QByteArray &first, Lines &lines)
{
    auto words = first.split(' ');
    if (words.size() < 2 || words.takeFirst() != "->" || !std::ranges::all_of(words, isArgument))
        return malformed(QLatin1String("a stanza's first line"));
    auto body = readBody(lines);
    if (!body)
        return tl::unexpected(body.error());
    AgeStanza stanza;
    stanza.type = words.takeFirst();
    stanza.arguments = std::move(words);
    stanza.body = *std::move(body);
    return stanza;
}

Result<Secret> wrappingKey(const Secret &shared, QByteArrayView share, const AgeRecipient &recipient)
{
    return hkdf(shared.view(), share.toByteArray() + recipient.publicKey(), x25519Info, keySize);
}

const QByteArray zeroNonce(aeadNonceSize, '\0'); // each wrapping key serves once

Result<QByteArray> headerMac(const Secret &fileKey, QByteArrayView authenticated)
{
    return hkdf(fileKey.view(), {}, "header", keySize).and_then([&](const Secret &key) {
        return hmacSha256(key.view(), authenticated);
    });
}

// The file key, nothing when the stanza is for somebody else, a failure when it is malformed.
Result<std::optional<Secret>> unwrap(const AgeStanza &stanza, const AgeIdentity &identity)
{
    const auto share = stanza.arguments.size() == 1 ? decode(stanza.arguments.front()) : Result<QByteArray>();
    if (!share || share->size() != shareSize || stanza.body.size() != fileKeySize + tagSize)
        return malformed(QLatin1String("an X25519 stanza"));
    const auto shared = x25519(identity.scalar().view(), *share);
    if (!shared)
        return malformed(QLatin1String("an X25519 share of small order"));
    const auto key = wrappingKey(*shared, *share, identity.recipient());
    if (!key)
        return tl::unexpected(key.error());
    auto fileKey = open(Aead::ChaCha20Poly1305, key->view(), zeroNonce, stanza.body, {});
    if (!fileKey)
        return std::optional<Secret>();
    return std::optional<Secret>(*std::move(fileKey));
}

} // namespace

Result<qsizetype> ageHeaderSize(QByteArrayView bytes)
{
    const auto shown = std::min(bytes.size(), intro.size());
    if (bytes.first(shown) != intro.first(shown))
        return fail(Reason::UnknownVersion, QStringLiteral("age header: not age-encryption.org/v1"));
    const auto footer = bytes.indexOf(QByteArrayView("\n---"));
    const auto end = footer < 0 ? -1 : bytes.indexOf('\n', footer + 1);
    if (end >= 0 && end < largestAgeHeader)
        return end + 1;
    if (bytes.size() >= largestAgeHeader)
        return malformed(QLatin1String("too long"));
    return 0;
}

Result<AgeHeader> parseAgeHeader(QByteArrayView header)
{
    Lines lines(header.sliced(intro.size()));
    AgeHeader parsed;
    while (!lines.atEnd()) {
        const auto line = lines.next();
        if (!line.startsWith("---")) {
            auto stanza = readStanza(line, lines);
            if (!stanza)
                return tl::unexpected(stanza.error());
            parsed.stanzas.append(*std::move(stanza));
            continue;
        }
        const auto mac = decode(line.sliced(3).startsWith(' ') ? line.sliced(4) : QByteArray());
        if (!mac || mac->size() != 32 || !lines.atEnd())
            return malformed(QLatin1String("the last line"));
        parsed.mac = *mac;
        parsed.authenticated = header.first(header.size() - line.size() - 1 + 3).toByteArray();
    }
    if (parsed.stanzas.isEmpty() || parsed.mac.isEmpty())
        return malformed(QLatin1String("no recipient"));
    // A passphrase stands alone, or anybody who knows it could pose as a recipient.
    const bool passphrase =
        std::ranges::any_of(parsed.stanzas, [](const AgeStanza &stanza) { return stanza.type == "scrypt"; });
    if (passphrase && parsed.stanzas.size() > 1)
        return malformed(QLatin1String("a passphrase beside recipients"));
    return parsed;
}

Result<Secret> fileKeyOf(const AgeHeader &header, std::span<const AgeIdentity> identities)
{
    for (const auto &stanza : header.stanzas) {
        if (stanza.type != "X25519")
            continue;
        for (const auto &identity : identities) {
            auto fileKey = unwrap(stanza, identity);
            if (!fileKey)
                return tl::unexpected(fileKey.error());
            if (!*fileKey)
                continue;
            const auto mac = headerMac(**fileKey, header.authenticated);
            if (!mac || !signature::constantTimeEqual(*mac, header.mac))
                return fail(Reason::StorageFailed, QStringLiteral("age header MAC: altered"));
            return std::move(**fileKey);
        }
    }
    return fail(Reason::StorageFailed, QStringLiteral("age: no recipient matches"));
}

Result<QByteArray> makeAgeHeader(const Secret &fileKey, const QList<AgeRecipient> &recipients)
{
    if (recipients.isEmpty())
        return fail(Reason::Internal, QStringLiteral("an age file for nobody"));
    auto header = intro.toByteArray();
    for (const auto &recipient : recipients) {
        const auto ephemeral = AgeIdentity::generate();
        if (!ephemeral)
            return tl::unexpected(ephemeral.error());
        const auto &share = ephemeral->recipient().publicKey();
        const auto shared = x25519(ephemeral->scalar().view(), recipient.publicKey());
        if (!shared)
            return tl::unexpected(shared.error());
        const auto body = wrappingKey(*shared, share, recipient).and_then([&](const Secret &key) {
            return seal(Aead::ChaCha20Poly1305, key.view(), zeroNonce, fileKey.view(), {});
        });
        if (!body)
            return tl::unexpected(body.error());
        // 32 bytes are 43 characters: one short line.
        header += "-> X25519 " + encode(share) + '\n' + encode(*body) + '\n';
    }
    header += "---";
    return headerMac(fileKey, header).map([&](const QByteArray &mac) { return header + ' ' + encode(mac) + '\n'; });
}

} // namespace astreinte::sealing
