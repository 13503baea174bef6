// SPDX-License-Identifier: EUPL-1.2
#include "app/session/identity.h"

#include "app/vault/vault.h"

#include <QJsonArray>

namespace astreinte::app {
namespace {

const QString identityRow = QStringLiteral("00000000-0000-7000-8000-000000000001");
const QString deviceKeyRow = QStringLiteral("00000000-0000-7000-8000-000000000002");
const QString approvalKeyRow = QStringLiteral("00000000-0000-7000-8000-000000000003");

QJsonArray encoded(const QList<QByteArray> &list)
{
    QJsonArray array;
    for (const auto &bytes : list)
        array.append(QString::fromLatin1(bytes.toBase64()));
    return array;
}

QList<QByteArray> decoded(const QJsonValue &value)
{
    QList<QByteArray> list;
    for (const auto array = value.toArray(); const auto &element : array)
        list.append(QByteArray::fromBase64(element.toString().toLatin1()));
    return list;
}

Result<std::shared_ptr<const signature::SigningKey>> loadKey(const Vault &vault, const QString &row)
{
    const auto der = vault.findSecret(row);
    if (!der)
        return tl::unexpected(der.error());
    auto key = signature::SigningKey::fromPkcs8Der(der->view());
    if (!key)
        return tl::unexpected(key.error());
    return std::make_shared<const signature::SigningKey>(*std::move(key));
}

} // namespace

QJsonObject Identity::toJson() const
{
    return {{QStringLiteral("v"), 1},
            {QStringLiteral("person"), personId},
            {QStringLiteral("name"), personName},
            {QStringLiteral("role"), role},
            {QStringLiteral("origin"), origin},
            {QStringLiteral("pins"), encoded(pins)},
            {QStringLiteral("anchors"), encoded(anchors)},
            {QStringLiteral("serverKey"), serverKey},
            {QStringLiteral("label"), label},
            {QStringLiteral("digits"), digits},
            {QStringLiteral("confirmed"), confirmed}};
}

Result<Identity> Identity::fromJson(const QJsonObject &object)
{
    if (object[QLatin1String("v")].toInt() != 1)
        return fail(Reason::StorageNewer, QStringLiteral("identity"));
    const auto text = [&](QLatin1String name) { return object[name].toString(); };
    return Identity{text(QLatin1String("person")),
                    text(QLatin1String("name")),
                    text(QLatin1String("role")),
                    text(QLatin1String("origin")),
                    decoded(object[QLatin1String("pins")]),
                    decoded(object[QLatin1String("anchors")]),
                    object[QLatin1String("serverKey")].toObject(),
                    text(QLatin1String("label")),
                    text(QLatin1String("digits")),
                    object[QLatin1String("confirmed")].toBool()};
}

Result<DeviceKeys> makeDeviceKeys()
{
    auto device = signature::SigningKey::generate();
    auto approval = signature::SigningKey::generate();
    if (!device || !approval)
        return tl::unexpected(device ? approval.error() : device.error());
    return DeviceKeys{std::make_shared<const signature::SigningKey>(*std::move(device)),
                      std::make_shared<const signature::SigningKey>(*std::move(approval))};
}

Result<void> saveIdentity(Vault &vault, const Identity &identity, const DeviceKeys &keys)
{
    const auto device = keys.device->toPkcs8Der();
    const auto approval = keys.approval->toPkcs8Der();
    if (!device || !approval)
        return fail(Reason::Internal, QStringLiteral("key"));
    // The identity last: its presence says that the keys are there.
    return vault.putSecret(deviceKeyRow, *device)
        .and_then([&] { return vault.putSecret(approvalKeyRow, *approval); })
        .and_then([&] { return updateIdentity(vault, identity); });
}

Result<void> updateIdentity(Vault &vault, const Identity &identity)
{
    return vault.put(Table::Identity, identityRow, identity.toJson());
}

Result<std::optional<Identity>> loadIdentity(const Vault &vault)
{
    const auto row = vault.find(Table::Identity, identityRow);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::nullopt;
    auto identity = Identity::fromJson(**row);
    if (!identity)
        return tl::unexpected(identity.error());
    return *std::move(identity);
}

Result<DeviceKeys> loadDeviceKeys(const Vault &vault)
{
    auto device = loadKey(vault, deviceKeyRow);
    auto approval = loadKey(vault, approvalKeyRow);
    if (!device || !approval)
        return tl::unexpected(device ? approval.error() : device.error());
    return DeviceKeys{*device, *approval};
}

Result<void> removeIdentity(Vault &vault)
{
    return vault.commit({{Table::Identity, identityRow, {}, 0},
                         {Table::Identity, deviceKeyRow, {}, 0},
                         {Table::Identity, approvalKeyRow, {}, 0}});
}

Result<LinkCredentials> credentials(const Identity &identity, const DeviceKeys &keys)
{
    LinkCredentials result;
    result.server.origin = QUrl(identity.origin);
    result.server.pins = identity.pins;
    for (const auto &der : identity.anchors)
        result.server.anchors.append(QSslCertificate(der, QSsl::Der));
    const auto serverKey = signature::VerifyingKey::fromJwk(identity.serverKey);
    if (!serverKey)
        return tl::unexpected(serverKey.error());
    result.serverKey = *serverKey;
    result.device = keys.device;
    return result;
}

} // namespace astreinte::app
