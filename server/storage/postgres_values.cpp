// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/postgres_values.h"

#include <QtEndian>
#include <algorithm>
#include <array>

namespace astreinte::storage {
namespace {

// The types that Row reads (pg_type.dat). PostgreSQL's SUM of a BIGINT is a NUMERIC: CAST it.
enum Type : Oid {
    Bool = 16,
    Bytea = 17,
    Name = 19,
    Int8 = 20,
    Int2 = 21,
    Int4 = 23,
    Text = 25,
    Unknown = 705,
    Varchar = 1043
};
constexpr std::array<Oid, 4> numberTypes{Bool, Int8, Int2, Int4};
constexpr std::array<Oid, 5> byteTypes{Bytea, Name, Text, Unknown, Varchar};

bool isNumber(Oid type)
{
    return std::find(numberTypes.begin(), numberTypes.end(), type) != numberTypes.end();
}

// Big-endian, as wide as the type.
qint64 numberIn(QByteArrayView bytes)
{
    switch (bytes.size()) {
    case 8:
        return qFromBigEndian<qint64>(bytes.data());
    case 4:
        return qFromBigEndian<qint32>(bytes.data());
    case 2:
        return qFromBigEndian<qint16>(bytes.data());
    default:
        return bytes.isEmpty() ? 0 : bytes[0];
    }
}

} // namespace

bool PostgresRow::isReadable(const PGresult *answer, int column)
{
    const auto type = PQftype(answer, column);
    return isNumber(type) || std::find(byteTypes.begin(), byteTypes.end(), type) != byteTypes.end();
}

qint64 PostgresRow::number(int column) const
{
    return isNumber(PQftype(m_answer, column)) ? numberIn(raw(column)) : raw(column).toByteArray().toLongLong();
}

QByteArrayView PostgresRow::view(int column) const
{
    if (!isNumber(PQftype(m_answer, column)) || isNull(column))
        return raw(column);
    m_written = QByteArray::number(numberIn(raw(column)));
    return m_written;
}

Result<Bound> Bound::from(const Value *values, std::size_t count)
{
    constexpr int text = 0;
    constexpr int binary = 1;
    Bound bound;
    bound.kept.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto &value = values[i];
        if (value.kind == Value::Kind::Text && value.bytes.contains('\0'))
            return fail(Reason::InvalidValue, QStringLiteral("a text with a NUL"));
        bound.kept.push_back(value.kind == Value::Kind::Number ? QByteArray::number(value.number) : value.bytes);
        bound.values.push_back(value.kind == Value::Kind::Null ? nullptr : bound.kept.back().constData());
        bound.lengths.push_back(static_cast<int>(value.bytes.size()));
        bound.formats.push_back(value.kind == Value::Kind::Bytes ? binary : text);
    }
    return bound;
}

} // namespace astreinte::storage
