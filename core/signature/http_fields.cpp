// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/http_fields.h"

#include "core/signature/bytes.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace astreinte::signature {
namespace {

bool isStringCharacter(char c)
{
    // Neither quotes nor backslashes: no value of the profile needs one, so there is no escape to read.
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

// Reads the field from left to right; after a failure every function returns nothing.
class Cursor
{
public:
    explicit Cursor(QByteArrayView text) : m_text(text) {}

    bool literal(QByteArrayView expected)
    {
        if (m_failed || !m_text.sliced(m_at).startsWith(expected))
            return fails();
        m_at += expected.size();
        return true;
    }
    QByteArray quoted()
    {
        literal("\"");
        const auto from = m_at;
        while (m_at < m_text.size() && isStringCharacter(m_text[m_at]))
            ++m_at;
        const auto value = m_text.sliced(from, m_at - from).toByteArray();
        return literal("\"") ? value : QByteArray();
    }
    qint64 seconds()
    {
        qint64 value = 0;
        const auto *first = m_text.data() + m_at;
        const auto [end, error] = std::from_chars(first, m_text.data() + m_text.size(), value);
        // RFC 8941 integers have 15 digits at most; a second spelling (leading zero) is refused by the comparison of
        // the whole below.
        if (m_failed || error != std::errc() || value < 0 || value > 999'999'999'999'999) {
            fails();
            return 0;
        }
        m_at += end - first;
        return value;
    }
    [[nodiscard]] bool at(char c) const { return !m_failed && m_at < m_text.size() && m_text[m_at] == c; }
    [[nodiscard]] bool finished() const { return !m_failed && m_at == m_text.size(); }

private:
    bool fails()
    {
        m_failed = true;
        return false;
    }
    QByteArrayView m_text;
    qsizetype m_at = 0;
    bool m_failed = false;
};

} // namespace

QByteArray SignatureInput::parameters() const
{
    QByteArray list("(");
    for (const auto &component : components) {
        if (list.size() > 1)
            list += ' ';
        list += '"' + component + '"';
    }
    return list + ");created=" + QByteArray::number(created) + ";expires=" + QByteArray::number(expires) + ";nonce=\"" +
           nonce + "\";alg=\"" + alg + "\";keyid=\"" + keyid + "\";tag=\"" + tag + '"';
}

Result<SignatureInput> parseSignatureInput(QByteArrayView field)
{
    Cursor cursor(field);
    SignatureInput input;
    cursor.literal("sig1=(");
    while (!cursor.at(')') && input.components.size() < 16) {
        if (!input.components.isEmpty() && !cursor.literal(" "))
            break;
        input.components.append(cursor.quoted());
        if (input.components.last().isEmpty())
            break;
    }
    cursor.literal(")");
    cursor.literal(";created=");
    input.created = cursor.seconds();
    cursor.literal(";expires=");
    input.expires = cursor.seconds();
    cursor.literal(";nonce=");
    input.nonce = cursor.quoted();
    cursor.literal(";alg=");
    input.alg = cursor.quoted();
    cursor.literal(";keyid=");
    input.keyid = cursor.quoted();
    cursor.literal(";tag=");
    input.tag = cursor.quoted();
    if (!cursor.finished() || "sig1=" + input.parameters() != field)
        return fail(Reason::MalformedRequest, QStringLiteral("Signature-Input is not of the profile astreinte-1"));
    return input;
}

Result<QByteArray> parseBinaryMember(QByteArrayView field, QByteArrayView key, qsizetype size)
{
    const auto start = key.toByteArray() + "=:";
    const auto malformed = [&key] {
        return fail(Reason::MalformedRequest,
                    QStringLiteral("the member %1 is not of the profile astreinte-1").arg(QString::fromLatin1(key)));
    };
    if (!field.startsWith(start) || !field.endsWith(':') || field.size() <= start.size())
        return malformed();
    auto bytes = fromBase64(field.sliced(start.size()).chopped(1));
    if (!bytes || bytes->size() != size)
        return malformed();
    return bytes;
}

QByteArray binaryMember(QByteArrayView key, QByteArrayView bytes)
{
    return key.toByteArray() + "=:" + base64(bytes) + ':';
}

} // namespace astreinte::signature
