// SPDX-License-Identifier: EUPL-1.2
#pragma once

namespace astreinte::authorisation {

// Every condition that stands between a statement and the public, by name. Each is asked through holds(), so that the
// model check (tests/server/authorisation) can take them away one by one and see that it notices.
enum class Check {
    NotExpired,
    NotFromTheFuture,
    HeadRevision,
    ChallengeOfThisPhone,
    ChallengeUnused,
    ChallengeFresh,
    VeryBytes,
    NotAnAuthor,
    OnDuty,
    RosterInForce,
    Delegated,
    TwoPersons,
    AnotherPerson,
    FactsHold,
    WindowOpen,
    Agreed,
    ConsentHolds,
};

#ifdef ASTREINTE_GATE_MUTANTS
// Of the test's own build of the gate: true, whatever `condition` says, for the check that was taken away.
bool holds(Check check, bool condition);
#else
constexpr bool holds(Check, bool condition)
{
    return condition;
}
#endif

} // namespace astreinte::authorisation
