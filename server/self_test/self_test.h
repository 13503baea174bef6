// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"
#include "server/storage/store.h"

namespace astreinte::self_test {

inline constexpr QLatin1String channel("self-test");
// A day, and what a timer may be late.
inline constexpr std::chrono::hours longestSilence{26};

// One proof on its way. It says nothing, belongs to nobody, and only an adapter of its own realm takes it.
struct Probe
{
    QString id;             // a UUIDv7
    QString documentSha256; // what names it in the publisher's queue
    signature::Instant begunAt;
    signature::Instant dueAt;
    std::optional<signature::Instant> receivedAt;   // the server took it in
    std::optional<signature::Instant> authorisedAt; // the server let it through to the publisher
    std::optional<signature::Instant> postedAt;     // the adapter wrote it
    std::optional<signature::Instant> arrivedAt;    // it was read back, and the publisher's result is in the journal
    std::optional<signature::Instant> alarmedAt;
};

// Whose it is: two keys made for one proof, known to nothing but its row, so that they open no other door.
struct Identity
{
    signature::VerifyingKey device;
    signature::VerifyingKey authority;
};

// Says that one is on its way, before it is sent: who dies meanwhile is missed.
Result<Probe> begin(storage::Transaction &transaction, const QString &id, const Identity &identity,
                    signature::Instant at, std::chrono::seconds patience);
Result<std::optional<Probe>> find(storage::Connection &connection, const QString &id);
// Where it stopped, in French: intake, approval, publisher, public site.
QString stoppedBefore(const Probe &probe);
// What the adapter does with it, once.
Result<> post(storage::Transaction &transaction, const QString &id, signature::Instant at);
// Whether the publisher has read it back and said so.
Result<bool> isPublished(storage::Connection &connection, const QString &id);

// The end of a proof: a leaf in the journal, and the phones' warning goes.
Result<> arrive(storage::Transaction &transaction, const Probe &probe, signature::Instant at);
// It did not arrive: a leaf, and every phone warns on its home screen. Nothing when that was said already.
Result<> raiseAlarm(storage::Transaction &transaction, const Probe &probe, const QString &why, signature::Instant at);

// Where the last one stands; nothing where none was ever begun.
struct Standing
{
    std::optional<signature::Instant> lastArrived;
    std::optional<signature::Instant> alarmSince;
};
Result<std::optional<Standing>> standing(storage::Connection &connection);
// What nobody was there to notice: a proof that is overdue, or none for longer than longestSilence. How many alarms.
Result<int> watch(storage::Transaction &transaction, signature::Instant now);

} // namespace astreinte::self_test
