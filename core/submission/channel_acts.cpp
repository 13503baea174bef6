// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/channel_acts.h"

#include <algorithm>

namespace astreinte::submission {
namespace {

const ChannelAct *actOn(QStringView channel)
{
    const auto *found =
        std::ranges::find_if(channelActs, [&](const ChannelAct &act) { return channel == act.channel; });
    return found == channelActs.end() ? nullptr : found;
}

// Who is on duty in a slot was asked for deciding at all.
bool isGivenByDeciding(Grant grant)
{
    return grant == Grant::Yes || grant == Grant::WhenApproved || grant == Grant::DuringSlot;
}

} // namespace

Grant grantOn(Role role, QStringView channel)
{
    const auto *act = actOn(channel);
    return act ? grantOf(role, act->permission) : Grant::No;
}

Result<> acceptActs(Role role, const QStringList &channels)
{
    for (const auto &channel : channels)
        if (!isGivenByDeciding(grantOn(role, channel)))
            return fail(Reason::NotAllowed, roleName(role) + QStringLiteral(" on ") + channel);
    return {};
}

Result<> acceptTakeDown(Role role)
{
    return isGivenByDeciding(grantOf(role, Permission::TakeDown)) ? Result<>()
                                                                  : fail(Reason::NotAllowed, roleName(role));
}

} // namespace astreinte::submission
