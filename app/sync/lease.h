// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/instant.h"

#include <QObject>
#include <QTimer>
#include <algorithm>
#include <chrono>

namespace astreinte::app {

class Clock;
class ServerLink;
class Vault;

// SECURITY §3: without contact for 72 hours the phone takes photos and nothing more. Nothing is erased for it.
inline constexpr std::chrono::hours leaseLength{72};

struct LeaseRecord
{
    signature::Instant contact; // the server last accepted a request of this phone
    signature::Instant latest;  // the latest time that this phone has shown: setting its clock back gains nothing
};

constexpr bool leaseOver(const LeaseRecord &record, signature::Instant now)
{
    return std::max(now, record.latest) - record.contact >= leaseLength;
}

// Keeps the lease in the vault, renews it at each request that the server accepts, and tells when it ends.
class Lease : public QObject
{
    Q_OBJECT
public:
    Lease(Vault &vault, const ServerLink &link, const Clock &clock, QObject *parent = nullptr);

    // From the open vault. A phone that has no record yet begins its lease now.
    Result<void> load();
    void forget();
    [[nodiscard]] bool over() const { return m_over; }
    // What the timer does every minute.
    void check();

Q_SIGNALS:
    void changed();

private:
    void renew();
    Result<void> save();
    void judge();

    Vault &m_vault;
    const Clock &m_clock;
    QTimer m_minute;
    LeaseRecord m_record;
    LeaseRecord m_saved;
    bool m_loaded = false;
    bool m_over = false;
};

} // namespace astreinte::app
