// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace astreinte::message {

// A rich-text facet of Bluesky (lexicon app.bsky.richtext.facet): offsets are bytes of the UTF-8 text, start inclusive,
// end exclusive.
struct Facet
{
    enum class Kind { Link, Tag };
    Kind kind = Kind::Link;
    qsizetype byteStart = 0;
    qsizetype byteEnd = 0;
    QString target; // the whole address, or the tag without its #
    friend bool operator==(const Facet &, const Facet &) = default;
};

// The links and hashtags of a text, in order. `addressesByHost` gives the whole address behind a host that the text
// shows alone ({url:domaine}); other hosts lead to https://host. Tags over 64 graphemes or 640 bytes are left plain.
[[nodiscard]] QList<Facet> facetsOf(const QString &text, const QHash<QString, QString> &addressesByHost = {});

} // namespace astreinte::message
