// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/message/channel.h"

#include <optional>

namespace astreinte::message {

// A channel's limit in its own unit, as the template file states it. The State site has none.
struct Limit
{
    std::optional<qsizetype> most;
    std::optional<qsizetype> mostBytes; // UTF-8; Bluesky counts both
    friend bool operator==(const Limit &, const Limit &) = default;
};

// BRIEF §5: X 280 weighted, Bluesky 300 graphemes and 3,000 bytes, Mastodon 500, Facebook 5,000, site none.
[[nodiscard]] Limit standardLimit(Channel channel);

// The length of a text as the channel counts it:
//   X         twitter-text v3: NFC, ranges 0–4351, 8192–8205, 8208–8223, 8242–8247 weigh 1, everything else 2, an emoji
//             sequence 2, a web address 23 (also without scheme when its top-level domain exists);
//   Mastodon  graphemes, an address with its scheme 23, a mention its local part;
//   others    graphemes.
[[nodiscard]] qsizetype textLength(Channel channel, const QString &text);

struct Measure
{
    qsizetype length = 0;
    Limit limit;
    bool fits = false;  // neither the length nor the bytes are over the limit
    bool valid = false; // fits, not empty, without the code points no network accepts (U+FFFE, U+FEFF, U+FFFF)
};

[[nodiscard]] Measure measure(Channel channel, const QString &text, const Limit &limit);
[[nodiscard]] inline Measure measure(Channel channel, const QString &text)
{
    return measure(channel, text, standardLimit(channel));
}

} // namespace astreinte::message
