// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <algorithm>
#include <chrono>

namespace astreinte::app {

// What the courier does after a failure. It never gives up by itself (SECURITY §4): an item that the server refuses for
// good waits for its author, who can still edit it.
enum class Next {
    Again,         // after a delay that grows
    AtOnce,        // the failure mended itself by trying: one step back, no delay
    RestartUpload, // from byte zero
    Person,        // the author, or the administrator, must act; tried again when they have
    Enrolment,     // the phone itself is refused: nothing is sent until it is enrolled again
};

struct Step
{
    Next next = Next::Again;
    std::chrono::milliseconds atMost{0}; // the delay is drawn between 0 and this ("full jitter")
    friend constexpr bool operator==(const Step &, const Step &) = default;
};

inline constexpr std::chrono::milliseconds firstDelay{1000};
inline constexpr std::chrono::milliseconds longestDelay{5 * 60 * 1000};

// 1 s × 2 for each failed attempt in a row, capped at 5 min. `attempts` counts from 1.
constexpr std::chrono::milliseconds delayCap(int attempts)
{
    const int doublings = std::clamp(attempts - 1, 0, 30);
    return std::min(longestDelay, std::chrono::milliseconds{firstDelay.count() << doublings});
}

// `attempts`: failures in a row of this item, this one included.
constexpr Step nextStep(Reason reason, int attempts)
{
    const Step again{Next::Again, delayCap(attempts)};
    // A step that mends itself gets one immediate retry; if it fails again it waits like the others, so that two ends
    // that disagree do not shout at each other.
    const auto once = [&](Next next) { return attempts <= 1 ? Step{next, std::chrono::milliseconds{0}} : again; };
    switch (reason) {
    case Reason::WrongOffset:
    case Reason::ClockSkew:
    case Reason::SignatureExpired:
    case Reason::NonceReplayed:
    case Reason::MissingPhoto:
        return once(Next::AtOnce);
    case Reason::ChecksumMismatch:
    case Reason::UnknownUpload:
    case Reason::UploadExpired:
        return attempts <= 1 ? Step{Next::RestartUpload, std::chrono::milliseconds{0}}
                             : Step{Next::RestartUpload, delayCap(attempts)};
    case Reason::UnknownKey:
    case Reason::RevokedKey:
        return {Next::Enrolment, longestDelay};
    case Reason::ConflictingContent:
    case Reason::StaleRevision:
    case Reason::ServerRefused:
    case Reason::NotAllowed:
    case Reason::TooLarge:
    case Reason::MissingField:
    case Reason::UnknownField:
    case Reason::InvalidValue:
    case Reason::MalformedText:
    case Reason::MalformedImage:
    case Reason::ImageTooLarge:
    case Reason::UnsupportedImage:
    case Reason::TextTooLong:
    case Reason::UnknownTemplate:
    case Reason::UnknownCommune:
    case Reason::RightsIncomplete:
    case Reason::AltTextMissing:
    case Reason::UnknownVersion:
    case Reason::ForbiddenTransition:
        return {Next::Person, longestDelay};
    default: // the network, a busy server, anything not understood: keep trying
        return again;
    }
}

static_assert(delayCap(1) == std::chrono::milliseconds{1000});
static_assert(delayCap(2) == std::chrono::milliseconds{2000});
static_assert(delayCap(9) == std::chrono::milliseconds{256000});
static_assert(delayCap(10) == longestDelay && delayCap(1000000) == longestDelay && delayCap(0) == firstDelay);
static_assert(nextStep(Reason::NetworkUnreachable, 3) == Step{Next::Again, std::chrono::milliseconds{4000}});
static_assert(nextStep(Reason::ServerUnavailable, 1000).next == Next::Again, "never gives up");
static_assert(nextStep(Reason::WrongOffset, 1) == Step{Next::AtOnce, std::chrono::milliseconds{0}});
static_assert(nextStep(Reason::WrongOffset, 2).next == Next::Again, "and never in a tight loop");
static_assert(nextStep(Reason::ChecksumMismatch, 4) == Step{Next::RestartUpload, std::chrono::milliseconds{8000}});
static_assert(nextStep(Reason::ServerRefused, 1).next == Next::Person);
static_assert(nextStep(Reason::RevokedKey, 1).next == Next::Enrolment);

} // namespace astreinte::app
