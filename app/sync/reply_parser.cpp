// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/reply_parser.h"

#include <algorithm>

namespace astreinte::app {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// RFC 9110 §5.6.2.
bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::ranges::all_of(text, [&](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

// RFC 9110 §5.5: no control character but the tab.
bool isFieldValue(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c == '\t' || (uchar(c) >= 0x20 && c != 0x7f); });
}

// A number without sign, space or overflow.
std::optional<qint64> number(QByteArrayView text, int base)
{
    if (text.isEmpty() || !(base == 16 ? std::isxdigit(uchar(text[0])) : isDigit(text[0])) || text.contains('+'))
        return std::nullopt;
    bool whole = false;
    const auto value = text.toByteArray().toLongLong(&whole, base);
    const bool digits =
        std::ranges::all_of(text, [&](char c) { return base == 16 ? std::isxdigit(uchar(c)) : isDigit(c); });
    return whole && digits && value >= 0 ? std::optional(qint64(value)) : std::nullopt;
}

QList<QByteArray> valuesOf(const HttpReply &reply, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const auto &[key, value] : reply.headers)
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            for (const auto &one : value.split(','))
                values.append(one.trimmed().toLower());
    return values;
}

} // namespace

ReplyParser::State ReplyParser::state() const
{
    return m_phase == Phase::Done ? State::Done : m_phase == Phase::Broken ? State::Broken : State::Unfinished;
}

ReplyParser::State ReplyParser::feed(QByteArrayView bytes, QByteArray *next)
{
    if (state() == State::Unfinished) {
        m_pending.append(bytes);
        bytes = {};
        QByteArrayView rest = m_pending;
        for (auto before = rest.size() + 1; state() == State::Unfinished && rest.size() < before;) {
            before = rest.size();
            m_phase = step(rest);
        }
        m_pending = rest.toByteArray();
    }
    if (state() == State::Done && next)
        *next = std::exchange(m_pending, {}).append(bytes);
    else if (state() == State::Done && (!bytes.isEmpty() || !m_pending.isEmpty()))
        m_phase = Phase::Broken;
    return state();
}

ReplyParser::Phase ReplyParser::step(QByteArrayView &rest)
{
    switch (m_phase) {
    case Phase::Length:
        return body(rest, Phase::Done);
    case Phase::Chunk:
        return body(rest, Phase::ChunkEnd);
    case Phase::UntilClose:
        m_left = rest.size();
        (void)body(rest, Phase::UntilClose);
        return Phase::UntilClose;
    default:
        break;
    }
    const auto line = takeLine(rest);
    if (!line)
        return m_lineTooLong ? Phase::Broken : m_phase;
    switch (m_phase) {
    case Phase::Status:
        return status(*line);
    case Phase::Fields:
        return line->isEmpty() ? endOfFields() : field(*line);
    case Phase::ChunkSize:
        return chunkSize(*line);
    case Phase::ChunkEnd:
        return line->isEmpty() ? Phase::ChunkSize : Phase::Broken;
    case Phase::Trailers:
        return line->isEmpty() ? Phase::Done : Phase::Trailers;
    default:
        return Phase::Broken;
    }
}

std::optional<QByteArrayView> ReplyParser::takeLine(QByteArrayView &rest)
{
    const auto end = rest.indexOf('\n');
    const auto size = end < 0 ? rest.size() : end + 1;
    // A line that ends without a carriage return ends elsewhere for another reader.
    m_lineTooLong = m_headBytes + size > largestReplyHead || (end >= 0 && (end == 0 || rest[end - 1] != '\r'));
    if (end < 0 || m_lineTooLong)
        return std::nullopt;
    const auto line = rest.first(end - 1);
    // A chunk's own line is paid for by the chunk.
    if (m_phase <= Phase::Fields || m_phase == Phase::Trailers)
        m_headBytes += size;
    rest = rest.sliced(size);
    return line;
}

// "HTTP/1.1 200 OK"
ReplyParser::Phase ReplyParser::status(QByteArrayView line)
{
    if (line.size() < 12 || !line.startsWith("HTTP/1.") || (line[7] != '0' && line[7] != '1') || line[8] != ' ' ||
        (line.size() > 12 && line[12] != ' ') || !isFieldValue(line))
        return Phase::Broken;
    const auto code = number(line.sliced(9, 3), 10);
    if (!code || *code < 100 || *code > 599)
        return Phase::Broken;
    m_http11 = line[7] == '1';
    m_reply.status = int(*code);
    return Phase::Fields;
}

ReplyParser::Phase ReplyParser::field(QByteArrayView line)
{
    const auto colon = line.indexOf(':');
    if (colon < 0 || m_reply.headers.size() >= mostReplyFields)
        return Phase::Broken;
    const auto name = line.first(colon);
    const auto value = line.sliced(colon + 1).trimmed();
    if (!isToken(name) || !isFieldValue(value))
        return Phase::Broken;
    m_reply.headers.append({name.toByteArray(), value.toByteArray()});
    return Phase::Fields;
}

ReplyParser::Phase ReplyParser::endOfFields()
{
    if (m_reply.status < 200) {
        // Nothing of ours asks for another protocol.
        if (m_reply.status == 101 || ++m_interim > mostInterimReplies)
            return Phase::Broken;
        m_reply = {};
        return Phase::Status;
    }
    m_keepsAlive = m_http11 && !valuesOf(m_reply, "Connection").contains("close");
    if (m_expecting == Expecting::NoBody || m_reply.status == 204 || m_reply.status == 304)
        return Phase::Done;
    return framing();
}

// RFC 9112 §6.3, and nothing that two readers could read in two ways.
ReplyParser::Phase ReplyParser::framing()
{
    const auto codings = valuesOf(m_reply, "Transfer-Encoding");
    const auto lengths = valuesOf(m_reply, "Content-Length");
    if (!codings.isEmpty())
        return codings == QList<QByteArray>{"chunked"} && lengths.isEmpty() && m_http11 ? Phase::ChunkSize
                                                                                        : Phase::Broken;
    if (lengths.isEmpty())
        return m_expecting == Expecting::Stream ? Phase::UntilClose : Phase::Broken;
    const auto length = number(lengths.first(), 10);
    if (!length || *length > largestReplyBody || lengths.count(lengths.first()) != lengths.size())
        return Phase::Broken;
    m_left = *length;
    return m_left == 0 ? Phase::Done : Phase::Length;
}

ReplyParser::Phase ReplyParser::chunkSize(QByteArrayView line)
{
    const auto extension = line.indexOf(';');
    const auto size = number(extension < 0 ? line : line.first(extension).trimmed(), 16);
    if (!size || !isFieldValue(line) || *size > largestReplyBody ||
        (m_expecting != Expecting::Stream && *size > largestReplyBody - m_bodyBytes))
        return Phase::Broken;
    m_left = *size;
    return m_left == 0 ? Phase::Trailers : Phase::Chunk;
}

ReplyParser::Phase ReplyParser::body(QByteArrayView &rest, Phase whenWhole)
{
    const auto piece = rest.first(std::min<qint64>(m_left, rest.size()));
    m_reply.body.append(piece);
    m_left -= piece.size();
    m_bodyBytes += piece.size();
    rest = rest.sliced(piece.size());
    return m_left == 0 ? whenWhole : m_phase;
}

} // namespace astreinte::app
