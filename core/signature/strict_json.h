// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

namespace astreinte::signature {

// The largest integer a JSON number carries without loss, 2^53 - 1 (RFC 7493 §2.2).
inline constexpr qint64 largestJsonInteger = 9007199254740991;

struct JsonLimits
{
    qsizetype bytes = qsizetype{256} * 1024;
    int depth = 16;
    // Members of one object, and elements of one array.
    qsizetype members = 512;
    qsizetype elements = 4096;
};

// The reader for all JSON that is signed or comes from outside. QJsonDocument keeps the last of duplicate names, so
// that "reject" then "approve" reads "approve"; this one refuses (MalformedJson, with the byte offset) duplicate names
// even when spelt with escapes, nesting deeper than the limit, integers beyond 2^53 - 1, -0, numbers beyond a double,
// lone surrogates, invalid UTF-8, a byte order mark, raw control characters and trailing data. TooLarge for the sizes.
Result<QJsonValue> parseStrict(QByteArrayView json, const JsonLimits &limits = {});
// The same, where the whole must be an object or an array.
Result<QJsonObject> parseStrictObject(QByteArrayView json, const JsonLimits &limits = {});
Result<QJsonArray> parseStrictArray(QByteArrayView json, const JsonLimits &limits = {});

} // namespace astreinte::signature
