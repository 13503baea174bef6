// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>
#include <array>
#include <optional>

namespace astreinte::message {

// Where a message is published. Each has its own text in every template.
enum class Channel { X, Bluesky, Mastodon, Facebook, Site };

inline constexpr std::array<Channel, 5> allChannels{Channel::X, Channel::Bluesky, Channel::Mastodon, Channel::Facebook,
                                                    Channel::Site};

// "x", "bluesky", "mastodon", "facebook", "site": the names in the data files and on the wire.
[[nodiscard]] QString channelName(Channel channel);
[[nodiscard]] std::optional<Channel> channelFromName(QStringView name);

} // namespace astreinte::message
