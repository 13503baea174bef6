// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/instant.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace astreinte::storage {

// One row of a result, valid only inside the mapping function that receives it.
class Row
{
public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool isNull(int column) const = 0;
    // 0 when NULL.
    [[nodiscard]] virtual qint64 number(int column) const = 0;

    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(view(column)); }
    [[nodiscard]] QByteArray bytes(int column) const { return view(column).toByteArray(); }
    [[nodiscard]] bool flag(int column) const { return number(column) != 0; }
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

protected:
    // The bytes of a text (UTF-8) or of a blob; empty when NULL.
    [[nodiscard]] virtual QByteArrayView view(int column) const = 0;
};

} // namespace astreinte::storage
