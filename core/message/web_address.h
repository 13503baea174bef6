// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QList>
#include <QString>

namespace astreinte::message {

// A stretch of a text, in UTF-16 units.
struct Span
{
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const Span &, const Span &) = default;
};

enum class Schemes { Required, Optional };

// The web addresses that X recognises, in order: the rules of twitter-text v3 (extractUrlsWithIndices), with or without
// those that have no scheme (« indre.gouv.fr »). A stretch of more than 4,096 units without a space is read in pieces.
[[nodiscard]] QList<Span> webAddresses(const QString &text, Schemes schemes);

// https only, a host of labels with a dot, no user name, no space, no control, at most 2,048 characters.
[[nodiscard]] bool isPublicAddress(const QString &address);
// The host without « www. », in lower case: what a short text shows of an address.
[[nodiscard]] QString hostOf(const QString &address);

} // namespace astreinte::message
