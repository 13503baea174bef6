// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QByteArray>
#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <optional>

namespace astreinte::storage {

// One row of a result, valid only inside the mapping function that receives it.
class Row
{
public:
    explicit Row(const QSqlQuery &query) : m_query(query) {}

    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    [[nodiscard]] qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] bool flag(int column) const { return m_query.value(column).toLongLong() != 0; }
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] std::optional<QString> optionalText(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(text(column));
    }
    // Instants are stored as milliseconds since 1970, UTC.
    [[nodiscard]] signature::Instant instant(int column) const
    {
        return signature::Instant(std::chrono::milliseconds(number(column)));
    }
    [[nodiscard]] std::optional<signature::Instant> optionalInstant(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(instant(column));
    }
    [[nodiscard]] std::optional<qint64> optionalNumber(int column) const
    {
        return isNull(column) ? std::nullopt : std::optional(number(column));
    }

private:
    const QSqlQuery &m_query;
};

// Qt binds a null QString as SQL NULL; here only an empty optional is NULL, an empty string is an empty string.
inline QVariant bindable(const QString &value)
{
    return value.isNull() ? QVariant(QLatin1String("")) : QVariant(value);
}
inline QVariant bindable(const QByteArray &value)
{
    return value.isNull() ? QVariant(QByteArray("")) : QVariant(value);
}
inline QVariant bindable(bool value)
{
    return QVariant(value ? 1 : 0);
}
inline QVariant bindable(int value)
{
    return QVariant(value);
}
inline QVariant bindable(qint64 value)
{
    return QVariant(value);
}
inline QVariant bindable(signature::Instant value)
{
    return QVariant(static_cast<qint64>(value.time_since_epoch().count()));
}
template <typename T>
QVariant bindable(const std::optional<T> &value)
{
    return value ? bindable(*value) : QVariant();
}

} // namespace astreinte::storage
