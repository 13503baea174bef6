// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"
#include "server/storage/store.h"

namespace astreinte::self_test {

// In whose names it is signed (the view `signing_device` says so): nobody's, since no person's has a colon.
inline constexpr QLatin1String officer("self-test:officer");
inline constexpr QLatin1String authority("self-test:authority");
// A day, and what a timer may be late.
inline constexpr std::chrono::hours longestSilence{26};

// One proof on its way: a submission of its own kind, under its own identifier.
struct Probe
{
    QString id; // of its submission, and of its authority's slot
    signature::Instant begunAt;
    signature::Instant dueAt;
    std::optional<signature::Instant> receivedAt;   // the server took it in
    std::optional<signature::Instant> authorisedAt; // the gate let it through to the publisher
    std::optional<QString> posted;                  // the manifest that the adapter wrote: hex SHA-256
    std::optional<signature::Instant> postedAt;
    std::optional<signature::Instant> arrivedAt; // it was read back, and the publisher's result is in the journal
    std::optional<signature::Instant> alarmedAt;
};

// The two keys of one of its two phones.
struct PhoneKeys
{
    signature::VerifyingKey dev;
    signature::VerifyingKey apr;
};

// Says that one is on its way, before it is sent: who dies meanwhile is missed. From now until it ends, and no longer
// than `patience`, its keys may sign it and nothing else.
Result<Probe> begin(storage::Transaction &transaction, const QString &id, const PhoneKeys &officerKeys,
                    const PhoneKeys &authorityKeys, signature::Instant at, std::chrono::seconds patience);
Result<std::optional<Probe>> find(storage::Connection &connection, const QString &id);
// Where it stopped, in French: intake, approval, publisher, public site.
QString stoppedBefore(const Probe &probe);
// What the adapter does with it, once.
Result<> post(storage::Transaction &transaction, const QString &id, const QString &manifestSha256,
              signature::Instant at);
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
