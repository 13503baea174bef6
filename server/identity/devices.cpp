// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/devices.h"

#include "core/signature/strict_json.h"
#include "core/submission/roles.h"
#include "server/deployment/deployment.h"

namespace astreinte::identity {
namespace {

using namespace std::chrono_literals;
using signature::VerifyingKey;
using storage::Connection;
using storage::Row;
using storage::Transaction;

constexpr auto digitsLife = 24h;

Device deviceOf(const Row &row)
{
    return {row.text(0),           row.text(1),    row.text(2),
            row.text(3),           row.text(4),    row.text(5),
            row.text(6),           row.instant(7), row.optionalInstant(8),
            row.optionalInstant(9)};
}

Result<Device> found(Result<std::optional<Device>> device, const QString &kid)
{
    if (!device)
        return tl::unexpected(device.error());
    if (!*device)
        return fail(Reason::UnknownKey, kid.left(43));
    return **device;
}

QString first(const Row &row)
{
    return row.text(0);
}

} // namespace

bool Device::isSelfTest() const
{
    return role == QLatin1String(submission::roleName(submission::Role::SelfTest));
}

Result<std::vector<Device>> listDevices(Connection &connection)
{
    return connection.all("SELECT d.kid, d.apr_kid, d.label, d.person, p.name, p.role, d.digits, d.enrolled_at, "
                          "d.confirmed_at, d.revoked_at FROM device d JOIN person p ON p.id = d.person "
                          "ORDER BY d.enrolled_at",
                          deviceOf);
}

Result<Device> DeviceRegistry::byRequestKey(const QString &kid)
{
    return found(m_store.read([&](Connection &connection) {
        return connection.one("SELECT kid, apr_kid, label, person, name, role, digits, enrolled_at, confirmed_at, "
                              "revoked_at FROM signing_device WHERE kid = ?",
                              deviceOf, kid);
    }),
                 kid);
}

Result<Device> DeviceRegistry::byApprovalKey(const QString &aprKid)
{
    return found(m_store.read([&](Connection &connection) {
        return connection.one("SELECT kid, apr_kid, label, person, name, role, digits, enrolled_at, confirmed_at, "
                              "revoked_at FROM signing_device WHERE apr_kid = ?",
                              deviceOf, aprKid);
    }),
                 aprKid);
}

Result<VerifyingKey> DeviceRegistry::requestKey(const QString &kid)
{
    if (const auto known = remembered(kid))
        return *known;
    return remember(kid, m_store.read([&](Connection &connection) {
        return connection.one("SELECT dev_jwk FROM signing_device WHERE kid = ?", first, kid);
    }));
}

Result<VerifyingKey> DeviceRegistry::approvalKey(const QString &aprKid)
{
    if (const auto known = remembered(aprKid))
        return *known;
    return remember(aprKid, m_store.read([&](Connection &connection) {
        return connection.one("SELECT apr_jwk FROM signing_device WHERE apr_kid = ?", first, aprKid);
    }));
}

std::optional<VerifyingKey> DeviceRegistry::remembered(const QString &kid)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_keys.find(kid);
    return known == m_keys.end() ? std::nullopt : std::optional(known->second);
}

Result<VerifyingKey> DeviceRegistry::remember(const QString &kid, const Result<std::optional<QString>> &jwk)
{
    if (!jwk)
        return tl::unexpected(jwk.error());
    if (!*jwk)
        return fail(Reason::UnknownKey, kid.left(43));
    auto key = signature::parseStrictObject((*jwk)->toUtf8()).and_then([](const QJsonObject &object) {
        return VerifyingKey::fromJwk(object);
    });
    if (key) {
        const std::lock_guard lock(m_mutex);
        m_keys.emplace(kid, *key);
    }
    return key;
}

Result<Device> confirmDevice(Transaction &transaction, const QString &digits, signature::Instant now)
{
    auto pending = transaction->all("SELECT d.kid, d.apr_kid, d.label, d.person, p.name, p.role, d.digits, "
                                    "d.enrolled_at, d.confirmed_at, d.revoked_at FROM device d JOIN person p "
                                    "ON p.id = d.person WHERE d.digits = ? AND d.confirmed_at IS NULL "
                                    "AND d.revoked_at IS NULL AND d.enrolled_at > ?",
                                    deviceOf, digits, now - digitsLife);
    if (!pending)
        return tl::unexpected(pending.error());
    if (pending->empty())
        return fail(Reason::UnknownCode, QStringLiteral("no waiting device shows %1").arg(digits.left(7)));
    if (pending->size() > 1)
        return fail(Reason::ConflictingContent, QStringLiteral("two devices show %1: revoke one").arg(digits.left(7)));
    auto device = pending->front();
    device.confirmedAt = now;
    auto done = transaction->run("UPDATE device SET confirmed_at = ? WHERE kid = ?", now, device.kid);
    if (!done)
        return tl::unexpected(done.error());
    if (auto raised = deployment::raiseConfigurationVersion(transaction); !raised)
        return tl::unexpected(raised.error());
    return device;
}

Result<> revokeDevice(Transaction &transaction, const QString &kid, signature::Instant now)
{
    auto done = transaction->run("UPDATE device SET revoked_at = COALESCE(revoked_at, ?) WHERE kid = ?", now, kid);
    if (!done)
        return tl::unexpected(done.error());
    if (*done == 0)
        return fail(Reason::UnknownKey, kid.left(43));
    return {};
}

} // namespace astreinte::identity
