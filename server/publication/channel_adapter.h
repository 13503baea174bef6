// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/states.h"
#include "server/authorisation/authorisation.h"

#include <chrono>

namespace astreinte::publication {

using authorisation::Authorisation;
using authorisation::Realm;

// How a call to a channel ended: published with its link, uncertain (nobody knows: never repeat), failed (the channel
// certainly does not have it).
struct Attempt
{
    submission::State state = submission::State::Uncertain;
    std::optional<QString> url;
    std::optional<QString> detail; // why, in French: it is read by people
    // Only of what failed: the channel does not have it, and may be asked again after this long (a network's own rate
    // limit, a post that a look-up found missing). Without it, a person decides.
    std::optional<std::chrono::seconds> again;
};

// What a channel lets its owner do with a post that is out. A network that cannot edit is corrected by a new post, one
// that cannot delete is not promised a withdrawal: the publisher asks before it calls.
struct Abilities
{
    bool edits = true;
    bool deletes = true;
};

// One place where messages of one realm are published. It takes an Authorisation of that realm, which only the
// verifier makes. Whoever implements one keeps its credentials to itself: they are read in the publisher's process,
// which alone runs as the user that may.
template <Realm realm>
class ChannelAdapter
{
public:
    virtual ~ChannelAdapter() = default;
    [[nodiscard]] virtual QString channel() const = 0;
    [[nodiscard]] virtual Abilities abilities() const { return {}; }
    // Whether this channel, which nobody chooses by name, carries the message along with `channel` that was chosen.
    [[nodiscard]] virtual Result<bool> follows(const Authorisation<realm> &, const QString & /*channel*/)
    {
        return false;
    }
    // Whatever can be sent before anything is public (the pictures of a post): may be called again, and nobody sees it.
    // Nothing when it is ready; otherwise an attempt that failed.
    virtual std::optional<Attempt> prepare(const Authorisation<realm> &) { return std::nullopt; }
    // Publishes, corrects or withdraws as the manifest says, and reads the result back before calling it published.
    virtual Attempt publish(const Authorisation<realm> &authorisation) = 0;
    // Looks for the post by its identity, and changes nothing: Published when it is found, Failed (with `again`) only
    // when the channel certainly does not have it, Uncertain otherwise.
    virtual Attempt lookUp(const Authorisation<realm> &authorisation) = 0;
};

} // namespace astreinte::publication
