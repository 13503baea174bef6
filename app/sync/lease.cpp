// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/lease.h"

#include "app/ports/clock.h"
#include "app/sync/server_link.h"
#include "app/vault/vault.h"

namespace astreinte::app {
namespace {

const QString leaseRow = QStringLiteral("00000000-0000-7000-8000-000000000021");

// A write to the medium for each request would be too much for what it gives: the lease is judged in days.
constexpr std::chrono::minutes saveEvery{10};

} // namespace

Lease::Lease(Vault &vault, const ServerLink &link, const Clock &clock, QObject *parent)
    : QObject(parent), m_vault(vault), m_clock(clock)
{
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &Lease::check);
    connect(&link, &ServerLink::accepted, this, &Lease::renew);
}

Result<void> Lease::load()
{
    const auto row = m_vault.find(Table::Content, leaseRow);
    if (!row)
        return tl::unexpected(row.error());
    const auto now = m_clock.now();
    const auto instant = [&](const char *name) {
        return signature::instantFromText((**row)[QLatin1String(name)].toString()).value_or(signature::Instant{});
    };
    m_record = *row ? LeaseRecord{instant("contact"), instant("latest")} : LeaseRecord{now, now};
    m_saved = *row ? m_record : LeaseRecord{};
    m_loaded = true;
    m_minute.start();
    check();
    return {};
}

void Lease::forget()
{
    m_minute.stop();
    m_loaded = false;
    m_over = false;
}

Result<void> Lease::save()
{
    if (!m_loaded || !m_vault.isOpen())
        return {};
    auto done = m_vault.put(Table::Content, leaseRow,
                            {{QStringLiteral("v"), 1},
                             {QStringLiteral("contact"), signature::toText(m_record.contact)},
                             {QStringLiteral("latest"), signature::toText(m_record.latest)}});
    if (done)
        m_saved = m_record;
    return done;
}

void Lease::renew()
{
    if (!m_loaded)
        return;
    m_record = {m_clock.now(), m_clock.now()};
    if (m_over || std::chrono::abs(m_record.contact - m_saved.contact) >= saveEvery)
        (void)save(); // tried again at the next contact
    judge();
}

void Lease::check()
{
    if (!m_loaded)
        return;
    m_record.latest = std::max(m_record.latest, m_clock.now());
    if (m_record.latest - m_saved.latest >= saveEvery)
        (void)save(); // tried again in a minute
    judge();
}

void Lease::judge()
{
    const bool over = leaseOver(m_record, m_clock.now());
    if (over == m_over)
        return;
    m_over = over;
    Q_EMIT changed();
}

} // namespace astreinte::app
