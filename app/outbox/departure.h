// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/connectivity.h"

#include <algorithm>

namespace astreinte::app {

// What the person wants sent over which network. Wi-Fi stands for every network that is not paid by the byte.
enum class SendingChoice {
    Anywhere,     // everything at once
    PhotosOnWifi, // text at once, photos on Wi-Fi
    WifiOnly,     // everything on Wi-Fi
};

struct SendingRules
{
    SendingChoice choice = SendingChoice::Anywhere;
    bool photosRoaming = true; // photos also leave in another operator's network
    friend constexpr bool operator==(const SendingRules &, const SendingRules &) = default;
};

enum class CargoKind { Text, Photo };

// When something leaves, in the order of how long one has to wait for it.
enum class Departure {
    Now,
    OffRoaming, // on Wi-Fi, or back in the subscription's own network
    OnWifi,
    WithNetwork, // nothing at all can be reached
};

// PAINS 2: the one place where it is decided, for the button, for the outbox's row and for the courier alike.
// `bytesLeft`: what the server has not acknowledged; nothing left to send waits for nothing. A network that does not
// tell what it is counts as cellular: money is not spent on a guess.
constexpr Departure departure(Medium network, const SendingRules &rules, CargoKind kind, qint64 bytesLeft)
{
    if (bytesLeft <= 0 || network == Medium::Wifi)
        return Departure::Now;
    if (network == Medium::None)
        return Departure::WithNetwork;
    if (rules.choice == SendingChoice::WifiOnly)
        return Departure::OnWifi;
    if (kind == CargoKind::Text)
        return Departure::Now;
    if (rules.choice == SendingChoice::PhotosOnWifi)
        return Departure::OnWifi;
    return network == Medium::Roaming && !rules.photosRoaming ? Departure::OffRoaming : Departure::Now;
}

// A submission leaves when its photos may: the server takes no text before its photos (protocol §6, 424).
// `despite`: a person asked for this one to leave on any network.
constexpr Departure departure(Medium network, const SendingRules &rules, qint64 textLeft, qint64 photosLeft,
                              bool despite = false)
{
    if (despite)
        return network == Medium::None && textLeft + photosLeft > 0 ? Departure::WithNetwork : Departure::Now;
    return std::max(departure(network, rules, CargoKind::Text, textLeft),
                    departure(network, rules, CargoKind::Photo, photosLeft));
}

static_assert(departure(Medium::Cellular, {}, CargoKind::Photo, 5'000'000) == Departure::Now);
static_assert(departure(Medium::Cellular, {SendingChoice::PhotosOnWifi, true}, CargoKind::Text, 900) == Departure::Now);
static_assert(departure(Medium::Unknown, {SendingChoice::WifiOnly, true}, CargoKind::Text, 900) == Departure::OnWifi);
static_assert(departure(Medium::Roaming, {SendingChoice::Anywhere, false}, CargoKind::Photo, 900) ==
              Departure::OffRoaming);
static_assert(departure(Medium::Cellular, {SendingChoice::WifiOnly, true}, 900, 900, true) == Departure::Now);

} // namespace astreinte::app
