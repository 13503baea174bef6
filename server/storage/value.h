// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace astreinte::storage {

// What is bound to one `?` of a statement.
struct Value
{
    enum class Kind { Null, Number, Text, Bytes };
    Kind kind = Kind::Null;
    qint64 number = 0;
    QByteArray bytes; // of a text: UTF-8
};

// Only an empty optional is NULL: an empty or null QString is an empty string.
inline Value bindable(const QString &value)
{
    return {Value::Kind::Text, 0, value.toUtf8()};
}
inline Value bindable(const QByteArray &value)
{
    return {Value::Kind::Bytes, 0, value};
}
inline Value bindable(qint64 value)
{
    return {Value::Kind::Number, value, {}};
}
inline Value bindable(int value)
{
    return bindable(qint64(value));
}
inline Value bindable(bool value)
{
    return bindable(qint64(value ? 1 : 0));
}
inline Value bindable(signature::Instant value)
{
    return bindable(static_cast<qint64>(value.time_since_epoch().count()));
}
template <typename T>
Value bindable(const std::optional<T> &value)
{
    return value ? bindable(*value) : Value();
}

} // namespace astreinte::storage
