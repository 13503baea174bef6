// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QMap>
#include <QSize>
#include <QString>

namespace astreinte::picture {

// What one channel takes of a picture.
struct Limit
{
    int longSide = 0; // pixels
    qint64 bytes = 0; // of the file
    [[nodiscard]] bool admits(QSize pixels, qint64 size) const;
    friend bool operator==(const Limit &, const Limit &) = default;
};

// The data of picture-limits.json. The networks change these figures without warning: they are data, not code.
struct Limits
{
    QString version;
    Limit master; // the one picture that every channel accepts (BRIEF §5)
    QMap<QString, Limit> channels;
    // What is made for a channel where that is not the master: less than what the channel takes, to spare those who
    // send it and those who read it over a bad network.
    QMap<QString, Limit> made;

    // What is made for this channel.
    [[nodiscard]] const Limit &madeFor(const QString &channel) const;
    // Each limit that a picture is made for, once: the master first.
    [[nodiscard]] QList<Limit> toMake() const;
    // MalformedJson with the byte; InvalidValue when a limit is missing, not a whole number, below 256 pixels or 20,000
    // bytes (nothing recognisable fits), above 16,384 pixels or 64 MiB, or when the master or what is made does not fit
    // a channel.
    [[nodiscard]] static Result<Limits> parse(const QByteArray &json);
};

} // namespace astreinte::picture
