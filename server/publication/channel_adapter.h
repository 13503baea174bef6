// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/states.h"
#include "server/authorisation/authorisation.h"

namespace astreinte::publication {

// How a call to a channel ended: published with its link, uncertain (nobody knows: never repeat), failed (the channel
// certainly does not have it).
struct Attempt
{
    submission::State state = submission::State::Uncertain;
    std::optional<QString> url;
    std::optional<QString> detail; // why, in French: it is read by people
};

// One place where messages are published. It takes an Authorisation, which only the verifier makes.
class ChannelAdapter
{
public:
    virtual ~ChannelAdapter() = default;
    [[nodiscard]] virtual QString channel() const = 0;
    // Publishes, corrects or withdraws as the manifest says, and reads the result back before calling it published.
    virtual Attempt publish(const authorisation::Authorisation &authorisation) = 0;
    // Looks for the post by its identity, and changes nothing: Published when it is found, Uncertain otherwise.
    virtual Attempt lookUp(const authorisation::Authorisation &authorisation) = 0;
};

} // namespace astreinte::publication
