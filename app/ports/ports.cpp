// SPDX-License-Identifier: EUPL-1.2
#include "app/ports/ports.h"

#include <QCoreApplication>

namespace astreinte::app {

QStringList Ports::simulated() const
{
    QStringList parts;
    if (camera->simulated())
        parts.append(QCoreApplication::translate("Ports", "Simulated camera"));
    if (position->simulated())
        parts.append(QCoreApplication::translate("Ports", "Simulated position"));
    if (keyStore->simulated())
        parts.append(QCoreApplication::translate("Ports", "Simulated key store"));
    if (connectivity->simulated())
        parts.append(QCoreApplication::translate("Ports", "Simulated kind of network"));
    return parts;
}

} // namespace astreinte::app
