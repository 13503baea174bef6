// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/sync/server_link.h"
#include "core/failure.h"
#include "core/signature/keys.h"

#include <QJsonObject>
#include <QString>
#include <memory>
#include <optional>

namespace astreinte::app {

class Vault;

// Who this phone speaks for and to whom, as the server's welcome said. It is kept from the first contact on;
// `confirmed` tells whether the administrator has compared the seven digits.
struct Identity
{
    QString personId;
    QString personName;
    QString role; // "onCallOfficer", "dutyAuthority"…
    QString origin;
    QList<QByteArray> pins;    // 32 bytes each
    QList<QByteArray> anchors; // DER
    QJsonObject serverKey;     // JWK
    QString label;             // of this device
    QString digits;
    bool confirmed = false;

    [[nodiscard]] QJsonObject toJson() const;
    static Result<Identity> fromJson(const QJsonObject &object);
};

// The two keys of this device. They are made here, and leave memory wiped.
struct DeviceKeys
{
    std::shared_ptr<const signature::SigningKey> device;   // signs requests and submissions
    std::shared_ptr<const signature::SigningKey> approval; // signs decisions, after the PIN
};

Result<DeviceKeys> makeDeviceKeys();

// One commit for both: an identity without its keys is worth nothing.
Result<void> saveIdentity(Vault &vault, const Identity &identity, const DeviceKeys &keys);
Result<void> updateIdentity(Vault &vault, const Identity &identity);
Result<std::optional<Identity>> loadIdentity(const Vault &vault);
Result<DeviceKeys> loadDeviceKeys(const Vault &vault);
Result<void> removeIdentity(Vault &vault);

// What the link needs; UnknownKey or InvalidValue when something stored is not what it should be.
Result<LinkCredentials> credentials(const Identity &identity, const DeviceKeys &keys);

} // namespace astreinte::app
