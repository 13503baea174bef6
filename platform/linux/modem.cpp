// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/modem.h"

#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>

namespace astreinte::platform {
namespace {

using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;

const QString service = QStringLiteral("org.freedesktop.ModemManager1");
const QString rootPath = QStringLiteral("/org/freedesktop/ModemManager1");
const QString objectManager = QStringLiteral("org.freedesktop.DBus.ObjectManager");
const QString modem3gpp = QStringLiteral("org.freedesktop.ModemManager1.Modem.Modem3gpp");

// MMModem3gppRegistrationState of ModemManager's interface description.
bool isRoaming(uint state)
{
    constexpr uint roaming = 5;
    constexpr uint roamingTextsOnly = 7;
    constexpr uint roamingWithoutVoice = 10;
    return state == roaming || state == roamingTextsOnly || state == roamingWithoutVoice;
}

} // namespace

Modem::Modem(QDBusConnection bus, QObject *parent) : QObject(parent), m_bus(std::move(bus))
{
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<Objects>();
    if (!m_bus.isConnected())
        return;
    // Whatever changes of a modem, all of them are read again: it happens rarely, and there is little to read.
    m_bus.connect(service, {}, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"),
                  this, SLOT(ask()));
    m_bus.connect(service, rootPath, objectManager, QStringLiteral("InterfacesAdded"), this, SLOT(ask()));
    m_bus.connect(service, rootPath, objectManager, QStringLiteral("InterfacesRemoved"), this, SLOT(ask()));
    auto *watcher = new QDBusServiceWatcher(service, m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, &Modem::read);
    read();
}

void Modem::read()
{
    auto message =
        QDBusMessage::createMethodCall(service, rootPath, objectManager, QStringLiteral("GetManagedObjects"));
    message.setAutoStartService(false); // who has no modem needs no ModemManager
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        readFrom(*call);
        call->deleteLater();
    });
}

void Modem::readFrom(const QDBusPendingCallWatcher &call)
{
    const QDBusPendingReply<Objects> reply = call;
    bool present = false;
    bool roaming = false;
    const auto objects = reply.isValid() ? reply.value() : Objects();
    for (const auto &interfaces : objects) {
        const auto found = interfaces.constFind(modem3gpp);
        if (found == interfaces.cend())
            continue;
        present = true;
        roaming = roaming || isRoaming(found->value(QStringLiteral("RegistrationState")).toUInt());
    }
    if (present == m_present && roaming == m_roaming)
        return;
    m_present = present;
    m_roaming = roaming;
    Q_EMIT changed();
}

} // namespace astreinte::platform
