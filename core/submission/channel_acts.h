// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/roles.h"
#include "core/submission/submission_content.h"

#include <QStringView>

namespace astreinte::submission {

// Which line of the matrix (BRIEF §1.4) going out on a channel is. A channel without a line is nobody's; one more is a
// line here and an adapter, and nothing that judges changes.
struct ChannelAct
{
    QLatin1String channel;
    Permission permission;
};
inline constexpr std::array channelActs{
    ChannelAct{QLatin1String("facebook"), Permission::PublishFacebook},
    ChannelAct{QLatin1String("x"), Permission::PublishElsewhere},
    ChannelAct{QLatin1String("mastodon"), Permission::PublishElsewhere},
    ChannelAct{QLatin1String("bluesky"), Permission::PublishElsewhere},
    ChannelAct{QLatin1String("site"), Permission::PublishElsewhere},
    ChannelAct{QLatin1String("feed"), Permission::EmitFeed},
    ChannelAct{QLatin1String("cap"), Permission::EmitFeed},
    ChannelAct{selfTestChannel, Permission::SelfTest},
};

// Which line submitting a document of this kind is, and deciding on it: a field report is never decided on. By these
// two alone do real messages and self-tests keep apart, since no role has both kinds of line.
constexpr Permission submitting(Kind kind)
{
    return kind == Kind::SelfTest      ? Permission::SelfTest
           : kind == Kind::FieldReport ? Permission::SendFieldReport
                                       : Permission::Submit;
}
constexpr std::optional<Permission> deciding(Kind kind)
{
    if (kind == Kind::FieldReport)
        return std::nullopt;
    return kind == Kind::SelfTest ? Permission::SelfTest : Permission::Decide;
}
// No for a field report.
constexpr Grant grantToDecide(Role role, Kind kind)
{
    const auto permission = deciding(kind);
    return permission ? grantOf(role, *permission) : Grant::No;
}

// The cell of the matrix: No for a channel without a line.
Grant grantOn(Role role, QStringView channel);

// Whether a decision of this role lets a message out on these channels, or takes one back. It is itself the approval
// that WhenApproved waits for; what hangs on anything else is not given by deciding. NotAllowed, naming the channel.
Result<> acceptActs(Role role, const QStringList &channels);
Result<> acceptTakeDown(Role role);

} // namespace astreinte::submission
