// SPDX-License-Identifier: EUPL-1.2
#include "core/message/channel.h"

namespace astreinte::message {

QString channelName(Channel channel)
{
    switch (channel) {
    case Channel::X:
        return QStringLiteral("x");
    case Channel::Bluesky:
        return QStringLiteral("bluesky");
    case Channel::Mastodon:
        return QStringLiteral("mastodon");
    case Channel::Facebook:
        return QStringLiteral("facebook");
    case Channel::Site:
        break;
    }
    return QStringLiteral("site");
}

std::optional<Channel> channelFromName(QStringView name)
{
    for (const Channel channel : allChannels)
        if (channelName(channel) == name)
            return channel;
    return std::nullopt;
}

} // namespace astreinte::message
