// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/transport.h"

namespace astreinte::app {

// One HTTP/1.1 reply out of the bytes of a connection (RFC 9112), whoever sent them: every part has its limit, and a
// reply whose end cannot be told from a cut is none.
class ReplyParser
{
public:
    enum class Expecting {
        Reply,  // whole, in memory, at most largestReplyBody
        NoBody, // to a HEAD: what it says of a body is of another request's
        Stream, // a body of any length, taken as it comes
    };
    enum class State { Unfinished, Done, Broken };

    explicit ReplyParser(Expecting expecting = Expecting::Reply) : m_expecting(expecting) {}

    // Bytes after the end of the reply break it: nothing was asked that they could answer. Where something was, `next`
    // gets them.
    State feed(QByteArrayView bytes, QByteArray *next = nullptr);
    [[nodiscard]] State state() const;
    [[nodiscard]] bool headIsDone() const { return m_phase > Phase::Fields && m_phase != Phase::Broken; }
    // Status and headers once headIsDone(); the body is what takeBody() has not taken.
    [[nodiscard]] const HttpReply &reply() const { return m_reply; }
    [[nodiscard]] QByteArray takeBody() { return std::exchange(m_reply.body, {}); }
    // Whether the connection bears another request once this reply is done.
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive && state() == State::Done; }

private:
    enum class Phase { Status, Fields, Length, ChunkSize, Chunk, ChunkEnd, Trailers, UntilClose, Done, Broken };

    [[nodiscard]] Phase step(QByteArrayView &rest);
    // Without its end; null while it has not come whole.
    [[nodiscard]] std::optional<QByteArrayView> takeLine(QByteArrayView &rest);
    [[nodiscard]] Phase status(QByteArrayView line);
    [[nodiscard]] Phase field(QByteArrayView line);
    [[nodiscard]] Phase endOfFields();
    [[nodiscard]] Phase framing();
    [[nodiscard]] Phase chunkSize(QByteArrayView line);
    [[nodiscard]] Phase body(QByteArrayView &rest, Phase whenWhole);

    Expecting m_expecting;
    Phase m_phase = Phase::Status;
    HttpReply m_reply;
    QByteArray m_pending; // received, not yet understood: less than a line
    qsizetype m_headBytes = 0;
    qint64 m_left = 0; // of the body, or of the chunk
    qint64 m_bodyBytes = 0;
    int m_interim = 0;
    bool m_lineTooLong = false;
    bool m_http11 = true;
    bool m_keepsAlive = true;
};

// What a reply may measure: the largest picture that the server takes is 64 MiB.
inline constexpr qint64 largestReplyBody = 64LL * 1024 * 1024;
// Status lines, fields and trailers together.
inline constexpr qsizetype largestReplyHead = qsizetype{32} * 1024;
inline constexpr int mostReplyFields = 128;
inline constexpr int mostInterimReplies = 8;

} // namespace astreinte::app
