// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"
#include "server/storage/store.h"

#include <mutex>
#include <unordered_map>

namespace astreinte::identity {

// One phone, and the person who carries it.
struct Device
{
    QString kid;    // of the key that signs requests
    QString aprKid; // of the key that signs decisions
    QString label;
    QString person;
    QString name;
    QString role;
    QString digits; // the seven digits that both screens show until an administrator confirms
    signature::Instant enrolledAt;
    std::optional<signature::Instant> confirmedAt;
    std::optional<signature::Instant> revokedAt;

    // Of the daily self-test: nobody's, and it opens no door but those that it proves.
    [[nodiscard]] bool isSelfTest() const;
    [[nodiscard]] bool active() const { return confirmedAt && !revokedAt; }
};

// Those of people.
Result<std::vector<Device>> listDevices(storage::Connection &connection);

// Looks devices up by either key, those of a self-test under way too. State is read each time, since the command line
// may revoke at any moment; the keys themselves, which never change under one name, are parsed once. Thread-safe.
class DeviceRegistry
{
public:
    explicit DeviceRegistry(storage::Store &store) : m_store(store) {}
    // UnknownKey when no device has it.
    Result<Device> byRequestKey(const QString &kid);
    Result<Device> byApprovalKey(const QString &aprKid);
    Result<signature::VerifyingKey> requestKey(const QString &kid);
    Result<signature::VerifyingKey> approvalKey(const QString &aprKid);

private:
    std::optional<signature::VerifyingKey> remembered(const QString &kid);
    Result<signature::VerifyingKey> remember(const QString &kid, const Result<std::optional<QString>> &jwk);

    storage::Store &m_store;
    std::mutex m_mutex;
    std::unordered_map<QString, signature::VerifyingKey> m_keys;
};

// The administrator read the same seven digits on the phone. UnknownCode when no pending device shows them,
// ConflictingContent when two do (revoke one). Digits older than a day are no longer accepted.
Result<Device> confirmDevice(storage::Transaction &transaction, const QString &digits, signature::Instant now);

// UnknownKey when there is no such device. A revoked one stays listed for ever.
Result<> revokeDevice(storage::Transaction &transaction, const QString &kid, signature::Instant now);

} // namespace astreinte::identity
