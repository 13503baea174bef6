// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// Test vectors published by others (C2SP/CCTV, C2SP/wycheproof). They are not part of the project: they are read from
// ASTREINTE_VECTORS, or from ../shared/vectors beside the source tree, and tests skip by name where there are none.
namespace astreinte::published {

inline QString path(const QString &name)
{
    const auto given = qEnvironmentVariable("ASTREINTE_VECTORS");
    const QDir folder(given.isEmpty() ? QStringLiteral(ASTREINTE_SOURCE_DIR "/../shared/vectors") : given);
    return folder.filePath(name);
}

inline QByteArray bytes(const QString &name)
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QJsonArray wycheproofGroups(const QString &name)
{
    return QJsonDocument::fromJson(bytes(QStringLiteral("wycheproof/") + name))[QStringLiteral("testGroups")].toArray();
}

inline QByteArray hexOf(const QJsonObject &object, const char *name)
{
    return QByteArray::fromHex(object.value(QLatin1String(name)).toString().toLatin1());
}

} // namespace astreinte::published

#define REQUIRE_PUBLISHED(name)                                                                                        \
    if (!QFile::exists(astreinte::published::path(QStringLiteral(name))))                                              \
    QSKIP("the published vectors " name " are not here")
