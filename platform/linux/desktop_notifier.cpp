// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/desktop_notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>

namespace astreinte::platform {

void DesktopNotifier::notify(const QString &title, const QString &text)
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    auto message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    constexpr int untilDismissed = 0;
    message.setArguments(
        {QStringLiteral("Astreinte"), 0U, QString(), title, text, QStringList(), QVariantMap(), untilDismissed});
    bus.call(message, QDBus::NoBlock);
}

} // namespace astreinte::platform
