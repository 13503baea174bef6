// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>

// Names of sealed files; for the .cpp files of this folder.
namespace astreinte::app {

// Names come from our own rows, but a damaged row must not become a path.
inline bool isBlobName(const QString &name)
{
    return name.size() == 36 && name.endsWith(QStringLiteral(".age")) && !name.contains(QLatin1Char('/'));
}

// Every sealed file that a document names, wherever in it.
inline void namedBlobs(const QJsonValue &value, QSet<QString> &names)
{
    if (value.isString() && isBlobName(value.toString()))
        names.insert(value.toString());
    else if (value.isArray())
        for (const auto list = value.toArray(); const auto &entry : list)
            namedBlobs(entry, names);
    else if (value.isObject())
        for (const auto object = value.toObject(); const auto &entry : object)
            namedBlobs(entry, names);
}

} // namespace astreinte::app
