// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/states.h"

#include <QString>

namespace astreinte::submission {
namespace {

constexpr std::array<QLatin1String, stateCount> names{
    QLatin1String("draft"),      QLatin1String("queued"),    QLatin1String("received"),  QLatin1String("in_review"),
    QLatin1String("authorised"), QLatin1String("returned"),  QLatin1String("refused"),   QLatin1String("superseded"),
    QLatin1String("publishing"), QLatin1String("published"), QLatin1String("uncertain"), QLatin1String("failed"),
    QLatin1String("corrected"),  QLatin1String("withdrawn"), QLatin1String("expired"),
};
static_assert(static_cast<std::size_t>(State::Expired) + 1 == stateCount);

// What DESIGN §5 says in words, held against the table at every build.
static_assert(!allowed(State::InReview, State::Authorised, Actor::Author), "an author never authorises");
static_assert(!allowed(State::InReview, State::Authorised, Actor::Server), "nothing authorises by itself");
static_assert(!allowed(State::Received, State::Authorised, Actor::Authority), "what was not opened is not authorised");
static_assert(!allowed(State::Superseded, State::Authorised, Actor::Authority), "a stale revision stays undecided");
static_assert(!allowed(State::Received, State::Publishing, Actor::Publisher));
static_assert(!allowed(State::InReview, State::Publishing, Actor::Publisher));
static_assert(!allowed(State::Uncertain, State::Publishing, Actor::Publisher), "an uncertain post is never repeated");
static_assert(isFinal(State::Refused) && isFinal(State::Superseded) && isFinal(State::Withdrawn));
static_assert(std::ranges::all_of(transitions, [](const Transition &transition) {
    return transition.to != State::Publishing || transition.actor == Actor::Publisher;
}));

} // namespace

Result<void> checkTransition(State from, State to, Actor actor)
{
    if (allowed(from, to, actor))
        return {};
    return fail(Reason::ForbiddenTransition, stateName(from) + QStringLiteral(" → ") + stateName(to));
}

QLatin1String stateName(State state)
{
    return names[static_cast<std::size_t>(state)];
}

std::optional<State> stateFromName(QStringView name)
{
    const auto found = std::ranges::find_if(names, [name](QLatin1String candidate) { return name == candidate; });
    if (found == names.end())
        return std::nullopt;
    return static_cast<State>(found - names.begin());
}

} // namespace astreinte::submission
