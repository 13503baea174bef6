// SPDX-License-Identifier: EUPL-1.2
#include "core/sealing/bech32.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace astreinte::sealing {

using signature::Secret;

namespace {

constexpr std::string_view alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l");
constexpr qsizetype checksumSize = 6;

quint32 polymod(quint32 sum, quint8 value)
{
    constexpr std::array<quint32, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    const auto top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (unsigned i = 0; i < generator.size(); ++i)
        if ((top >> i) & 1)
            sum ^= generator[i];
    return sum;
}

quint32 polymodOfPrefix(QByteArrayView prefix)
{
    quint32 sum = 1;
    for (const char c : prefix)
        sum = polymod(sum, static_cast<quint8>(static_cast<uchar>(c) >> 5));
    sum = polymod(sum, 0);
    for (const char c : prefix)
        sum = polymod(sum, static_cast<quint8>(c & 31));
    return sum;
}

tl::unexpected<Failure> refused()
{
    return fail(Reason::InvalidValue, QStringLiteral("not a key in age's form"));
}

// One case throughout, made lowercase; nothing when mixed.
std::optional<Secret> lowercase(QByteArrayView text)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto isLower = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool upper = std::any_of(text.begin(), text.end(), isUpper);
    if (upper && std::any_of(text.begin(), text.end(), isLower))
        return std::nullopt;
    Secret lower(text);
    for (qsizetype i = 0; i < lower.size(); ++i)
        if (isUpper(static_cast<char>(lower.data()[i])))
            lower.data()[i] = static_cast<uchar>(lower.data()[i] + ('a' - 'A'));
    return lower;
}

} // namespace

Secret bech32Encode(QByteArrayView prefix, QByteArrayView bytes)
{
    const auto groups = (bytes.size() * 8 + 4) / 5;
    Secret text(prefix.size() + 1 + groups + checksumSize);
    auto *out = std::copy(prefix.begin(), prefix.end(), text.data());
    *out++ = '1';
    auto sum = polymodOfPrefix(prefix);
    quint32 bits = 0;
    int count = 0;
    const auto put = [&](quint8 value) {
        sum = polymod(sum, value);
        *out++ = static_cast<uchar>(alphabet[value]);
    };
    for (const char byte : bytes) {
        bits = (bits << 8) | static_cast<uchar>(byte);
        for (count += 8; count >= 5; count -= 5)
            put(static_cast<quint8>((bits >> (count - 5)) & 31));
    }
    if (count > 0)
        put(static_cast<quint8>((bits << (5 - count)) & 31));
    for (int i = 0; i < checksumSize; ++i)
        sum = polymod(sum, 0);
    sum ^= 1;
    for (int i = 0; i < checksumSize; ++i)
        *out++ = static_cast<uchar>(alphabet[(sum >> (5 * (checksumSize - 1 - i))) & 31]);
    return text;
}

Result<Secret> bech32Decode(QByteArrayView prefix, QByteArrayView text, qsizetype size)
{
    const auto lower = lowercase(text);
    const auto groups = (size * 8 + 4) / 5;
    if (!lower || text.size() != prefix.size() + 1 + groups + checksumSize || !lower->view().startsWith(prefix) ||
        lower->view()[prefix.size()] != '1')
        return refused();
    Secret bytes(size);
    auto sum = polymodOfPrefix(prefix);
    quint32 bits = 0;
    int count = 0;
    qsizetype written = 0;
    const auto data = lower->view().sliced(prefix.size() + 1);
    for (qsizetype i = 0; i < data.size(); ++i) {
        const auto value = alphabet.find(data[i]);
        if (value == std::string_view::npos)
            return refused();
        sum = polymod(sum, static_cast<quint8>(value));
        if (i >= groups)
            continue;
        bits = (bits << 5) | static_cast<quint32>(value);
        count += 5;
        if (count >= 8) {
            count -= 8;
            bytes.data()[written++] = static_cast<uchar>(bits >> count);
        }
    }
    const bool paddingIsZero = (bits & ((1U << count) - 1)) == 0;
    if (sum != 1 || written != size || !paddingIsZero)
        return refused();
    return bytes;
}

} // namespace astreinte::sealing
