// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/uuid7.h"

#include "core/signature/bytes.h"

namespace astreinte::submission {
namespace {

constexpr QLatin1String shape("xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx");

bool isHex(QChar c)
{
    return (c >= QLatin1Char('0') && c <= QLatin1Char('9')) || (c >= QLatin1Char('a') && c <= QLatin1Char('f'));
}

bool fits(QChar c, QChar expected)
{
    if (expected == QLatin1Char('x'))
        return isHex(c);
    if (expected == QLatin1Char('v'))
        return QLatin1String("89ab").contains(c);
    return c == expected;
}

signature::Instant systemNow()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace

Uuid7::Uuid7(const QByteArray &bytes)
{
    m_text = QString::fromLatin1(bytes.toHex());
    for (const int position : {8, 13, 18, 23})
        m_text.insert(position, QLatin1Char('-'));
}

Result<Uuid7> Uuid7::parse(QStringView text)
{
    bool good = text.size() == shape.size();
    for (qsizetype i = 0; good && i < shape.size(); ++i)
        good = fits(text[i], shape[i]);
    if (!good)
        return fail(Reason::InvalidValue, QStringLiteral("not a lowercase UUID of version 7"));
    Uuid7 id;
    id.m_text = text.toString();
    return id;
}

QByteArray Uuid7::bytes() const
{
    return QByteArray::fromHex(m_text.toLatin1().replace("-", ""));
}

signature::Instant Uuid7::createdAt() const
{
    return signature::Instant(std::chrono::milliseconds(bytes().first(6).toHex().toLongLong(nullptr, 16)));
}

Uuid7Source::Uuid7Source(Clock clock, Random random)
    : m_clock(clock ? std::move(clock) : Clock(systemNow)),
      m_random(random ? std::move(random) : Random(signature::randomBytes))
{
}

Result<Uuid7> Uuid7Source::next()
{
    const auto random = m_random(10);
    if (!random)
        return tl::unexpected(random.error());
    const std::lock_guard lock(m_mutex);
    const auto now = m_clock().time_since_epoch().count();
    if (now > m_milliseconds) {
        m_milliseconds = now;
        // The counter's highest bit starts at 0, which leaves it at least 2,048 steps.
        m_counter = ((static_cast<uchar>(random->at(0)) << 8) | static_cast<uchar>(random->at(1))) & 0x7FF;
    } else if (++m_counter > 0xFFF) {
        // More than the counter holds in one millisecond: borrow from the next one.
        ++m_milliseconds;
        m_counter = 0;
    }
    QByteArray bytes(16, '\0');
    for (int i = 0; i < 6; ++i)
        bytes[i] = static_cast<char>(m_milliseconds >> (8 * (5 - i)));
    bytes[6] = static_cast<char>(0x70 | (m_counter >> 8));
    bytes[7] = static_cast<char>(m_counter);
    bytes.replace(8, 8, random->sliced(2, 8));
    bytes[8] = static_cast<char>((static_cast<uchar>(bytes[8]) & 0x3F) | 0x80);
    return Uuid7(bytes);
}

} // namespace astreinte::submission
