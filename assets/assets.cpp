// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"

#include <QFile>

// Q_INIT_RESOURCE must stand outside a namespace; a static library's resources are otherwise left out by the linker.
static void initialiseResources()
{
    Q_INIT_RESOURCE(astreinte_data);
}

namespace astreinte::assets {
namespace {

QByteArray bytesOf(const QString &path)
{
    static const bool initialised = (initialiseResources(), true);
    Q_UNUSED(initialised)
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QByteArray templates()
{
    return bytesOf(QStringLiteral(":/astreinte/templates/templates.json"));
}

QByteArray imageRights()
{
    return bytesOf(QStringLiteral(":/astreinte/rights/image-rights.json"));
}

QByteArray communes()
{
    return bytesOf(QStringLiteral(":/astreinte/places/communes-36.json"));
}

QByteArray pictureLimits()
{
    return bytesOf(QStringLiteral(":/astreinte/pictures/picture-limits.json"));
}

} // namespace astreinte::assets
