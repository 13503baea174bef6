// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/instant.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QString>
#include <functional>
#include <mutex>

namespace astreinte::submission {

// A UUID version 7 (RFC 9562 §5.7), in lowercase: its order is the order of creation, and it names a thing from the
// phone to the public page. Empty when default-constructed.
class Uuid7
{
public:
    Uuid7() = default;
    // "0190a1b2-…": 36 characters, lowercase, version 7, variant 10; InvalidValue otherwise.
    static Result<Uuid7> parse(QStringView text);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    // The 16 bytes.
    [[nodiscard]] QByteArray bytes() const;
    [[nodiscard]] signature::Instant createdAt() const;
    friend auto operator<=>(const Uuid7 &a, const Uuid7 &b) { return a.m_text.compare(b.m_text) <=> 0; }
    friend bool operator==(const Uuid7 &, const Uuid7 &) = default;
    friend size_t qHash(const Uuid7 &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    friend class Uuid7Source;
    explicit Uuid7(const QByteArray &bytes);
    QString m_text;
};

using SubmissionId = Uuid7;
using IncidentId = Uuid7;

// Makes identifiers in strictly increasing order, within one millisecond and when the clock steps back too (RFC 9562
// §6.2, method 1: rand_a counts, from a random start). May be called from several threads.
class Uuid7Source
{
public:
    using Clock = std::function<signature::Instant()>;
    using Random = std::function<Result<QByteArray>(qsizetype count)>;
    // The system's clock and random generator unless given.
    explicit Uuid7Source(Clock clock = {}, Random random = {});
    Result<Uuid7> next();

private:
    Clock m_clock;
    Random m_random;
    std::mutex m_mutex;
    qint64 m_milliseconds = -1;
    int m_counter = 0;
};

} // namespace astreinte::submission
