// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QLatin1String>
#include <algorithm>
#include <array>
#include <optional>

namespace astreinte::submission {

// Where one revision of a submission stands (DESIGN §5). From Publishing on, each channel has its own state.
enum class State {
    Draft,      // on the phone, still being written
    Queued,     // frozen, in the outbox
    Received,   // on the server, with a receipt; a field report ends here
    InReview,   // an authority has opened it: « vu »
    Authorised, // a verified signature over its manifest exists
    Returned,   // correction asked, with a reason
    Refused,    // with a reason; final
    Superseded, // a newer revision has arrived; nothing can be decided on this one any more
    Publishing, // the publisher has announced the call to the channel
    Published,  // the post was read back at its link
    Uncertain,  // announced without a result: look it up or ask a person, never repeat blindly
    Failed,     // the channel certainly does not have it
    Corrected,  // replaced in place by an authorised correction
    Withdrawn,  // taken down
    Expired,    // its window is over
};
inline constexpr std::size_t stateCount = 15;

enum class Actor {
    Author,    // one of the submission's authors, on their phone
    Authority, // who may decide: see review_right.h
    Server,    // intake, and the passing of time
    Publisher, // the process that holds the channels' credentials
};

enum class Level { Revision, Channel };

struct Transition
{
    State from;
    State to;
    Actor actor;
    Level level;
};

// The one table of a submission's life; what is not in it cannot happen.
inline constexpr auto transitions = std::to_array<Transition>({
    {State::Draft, State::Queued, Actor::Author, Level::Revision},
    {State::Queued, State::Draft, Actor::Author, Level::Revision},
    {State::Queued, State::Received, Actor::Server, Level::Revision},
    {State::Received, State::InReview, Actor::Authority, Level::Revision},
    {State::InReview, State::Authorised, Actor::Authority, Level::Revision},
    {State::InReview, State::Returned, Actor::Authority, Level::Revision},
    {State::InReview, State::Refused, Actor::Authority, Level::Revision},
    {State::Received, State::Superseded, Actor::Author, Level::Revision},
    {State::InReview, State::Superseded, Actor::Author, Level::Revision},
    {State::Returned, State::Superseded, Actor::Author, Level::Revision},
    {State::Authorised, State::Superseded, Actor::Author, Level::Revision},
    {State::Received, State::Expired, Actor::Server, Level::Revision},
    {State::InReview, State::Expired, Actor::Server, Level::Revision},
    {State::Authorised, State::Expired, Actor::Server, Level::Revision},
    {State::Authorised, State::Withdrawn, Actor::Authority, Level::Revision},
    {State::Authorised, State::Publishing, Actor::Publisher, Level::Channel},
    {State::Publishing, State::Published, Actor::Publisher, Level::Channel},
    {State::Publishing, State::Uncertain, Actor::Publisher, Level::Channel},
    {State::Publishing, State::Failed, Actor::Publisher, Level::Channel},
    {State::Uncertain, State::Published, Actor::Publisher, Level::Channel},
    {State::Uncertain, State::Published, Actor::Authority, Level::Channel},
    {State::Uncertain, State::Failed, Actor::Publisher, Level::Channel},
    {State::Uncertain, State::Failed, Actor::Authority, Level::Channel},
    {State::Failed, State::Publishing, Actor::Publisher, Level::Channel},
    {State::Failed, State::Withdrawn, Actor::Authority, Level::Channel},
    {State::Published, State::Corrected, Actor::Publisher, Level::Channel},
    {State::Published, State::Withdrawn, Actor::Publisher, Level::Channel},
    {State::Published, State::Expired, Actor::Server, Level::Channel},
    {State::Corrected, State::Withdrawn, Actor::Publisher, Level::Channel},
    {State::Corrected, State::Expired, Actor::Server, Level::Channel},
    {State::Expired, State::Withdrawn, Actor::Publisher, Level::Channel},
});

[[nodiscard]] constexpr bool allowed(State from, State to, Actor actor)
{
    return std::ranges::any_of(transitions, [=](const Transition &transition) {
        return transition.from == from && transition.to == to && transition.actor == actor;
    });
}

// Nothing follows it.
[[nodiscard]] constexpr bool isFinal(State state)
{
    return std::ranges::none_of(transitions, [=](const Transition &transition) { return transition.from == state; });
}

// The author may still send a newer revision.
[[nodiscard]] constexpr bool isRevisable(State state)
{
    return allowed(state, State::Superseded, Actor::Author);
}

// The public can read it.
[[nodiscard]] constexpr bool isPublic(State state)
{
    return state == State::Published || state == State::Corrected;
}

// ForbiddenTransition, naming both states, unless the table has it.
Result<void> checkTransition(State from, State to, Actor actor);

// The name on the wire and in the database: "in_review".
QLatin1String stateName(State state);
std::optional<State> stateFromName(QStringView name);

} // namespace astreinte::submission
