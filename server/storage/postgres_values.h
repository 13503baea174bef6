// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "server/storage/row.h"
#include "server/storage/value.h"

#include <libpq-fe.h>
#include <vector>

namespace astreinte::storage {

// One row of an answer in binary format.
class PostgresRow final : public Row
{
public:
    PostgresRow(const PGresult *answer, int row) : m_answer(answer), m_row(row) {}
    [[nodiscard]] bool isNull(int column) const override { return PQgetisnull(m_answer, m_row, column) != 0; }
    // A text read as a number and a number read as a text are written over, as SQLite does.
    [[nodiscard]] qint64 number(int column) const override;
    // Whether a row can be read: its types are those of the SQL that both databases understand (schema.cpp).
    static bool isReadable(const PGresult *answer, int column);

private:
    [[nodiscard]] QByteArrayView view(int column) const override;
    [[nodiscard]] QByteArrayView raw(int column) const
    {
        return {PQgetvalue(m_answer, m_row, column), PQgetlength(m_answer, m_row, column)};
    }
    const PGresult *m_answer;
    int m_row;
    mutable QByteArray m_written;
};

// Values as libpq takes them: numbers and texts written out (the server knows the column's type), blobs as they are.
struct Bound
{
    std::vector<QByteArray> kept;
    std::vector<const char *> values;
    std::vector<int> lengths;
    std::vector<int> formats;

    // PostgreSQL's texts hold no NUL: InvalidValue.
    static Result<Bound> from(const Value *values, std::size_t count);
};

} // namespace astreinte::storage
