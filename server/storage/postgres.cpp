// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/postgres.h"

#include "server/storage/dialect.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <libpq-fe.h>
#include <poll.h>
#include <unordered_map>
#include <unordered_set>

namespace astreinte::storage {
namespace {

constexpr int binary = 1;

struct CloseLink
{
    void operator()(PGconn *link) const { PQfinish(link); }
};
struct ClearAnswer
{
    void operator()(PGresult *answer) const { PQclear(answer); }
};
using Link = std::unique_ptr<PGconn, CloseLink>;
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

QString wordsOf(const char *message)
{
    return QString::fromUtf8(message).simplified();
}

bool succeeded(const Answer &answer)
{
    const auto status = PQresultStatus(answer.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// The first line of an error only: what follows may quote the row.
Failure failureOf(const Answer &answer, PGconn *link, const char *sql)
{
    const auto *state = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    const auto *words = PQresultErrorField(answer.get(), PG_DIAG_MESSAGE_PRIMARY);
    return statementFailure(qstrcmp(state, "53100") == 0, wordsOf(words == nullptr ? PQerrorMessage(link) : words),
                            sql);
}

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

bool isReadable(Oid type)
{
    return isNumber(type) || std::find(byteTypes.begin(), byteTypes.end(), type) != byteTypes.end();
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

class PostgresRow final : public Row
{
public:
    PostgresRow(const PGresult *answer, int row) : m_answer(answer), m_row(row) {}
    [[nodiscard]] bool isNull(int column) const override { return PQgetisnull(m_answer, m_row, column) != 0; }
    // A text read as a number and a number read as a text are written over, as SQLite does.
    [[nodiscard]] qint64 number(int column) const override
    {
        return isNumber(PQftype(m_answer, column)) ? numberIn(raw(column)) : raw(column).toByteArray().toLongLong();
    }

private:
    [[nodiscard]] QByteArrayView view(int column) const override
    {
        if (!isNumber(PQftype(m_answer, column)) || isNull(column))
            return raw(column);
        m_written = QByteArray::number(numberIn(raw(column)));
        return m_written;
    }
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
};

// PostgreSQL's texts hold no NUL.
Result<Bound> boundFrom(const Value *values, std::size_t count)
{
    Bound bound;
    bound.kept.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto &value = values[i];
        const auto isBytes = value.kind == Value::Kind::Bytes;
        if (value.kind == Value::Kind::Text && value.bytes.contains('\0'))
            return fail(Reason::InvalidValue, QStringLiteral("a text with a NUL"));
        bound.kept.push_back(value.kind == Value::Kind::Number ? QByteArray::number(value.number) : value.bytes);
        bound.values.push_back(value.kind == Value::Kind::Null ? nullptr : bound.kept.back().constData());
        bound.lengths.push_back(static_cast<int>(value.bytes.size()));
        bound.formats.push_back(isBytes ? binary : 0);
    }
    return bound;
}

Result<Link> connect(const QString &address)
{
    const auto location = address.toUtf8();
    const char *const names[] = {"dbname", "application_name", "client_encoding", "connect_timeout", nullptr};
    const char *const values[] = {location.constData(), "astreinte", "UTF8", "10", nullptr};
    Link link(PQconnectdbParams(names, values, 1));
    if (PQstatus(link.get()) != CONNECTION_OK)
        return fail(Reason::StorageFailed, QStringLiteral("PostgreSQL: ") + wordsOf(PQerrorMessage(link.get())));
    // A process that is stopped while it holds the writing transaction must not stop the others for ever.
    const Answer set(PQexec(link.get(), "SET client_min_messages = warning; SET lock_timeout = '10s'; "
                                        "SET idle_in_transaction_session_timeout = '10s'; SET bytea_output = 'hex'; "
                                        "SET synchronous_commit = on"));
    if (!succeeded(set))
        return tl::unexpected(failureOf(set, link.get(), "SET"));
    return link;
}

class PostgresConnection final : public Connection
{
public:
    explicit PostgresConnection(Link link) : m_link(std::move(link)) {}

    Result<> execute(Sql sql) override
    {
        const Answer answer(PQexec(m_link.get(), forPostgres(sql.text()).constData()));
        return succeeded(answer) ? Result<>() : tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
    }
    // One writer at a time among all processes, as SQLite has it: the lock is the transaction's.
    Result<> begin() override { return execute("BEGIN; SELECT pg_advisory_xact_lock(7166451)"); }
    Result<> commit() override
    {
        constexpr Sql sql("NOTIFY astreinte; COMMIT");
        const Answer answer(PQexec(m_link.get(), sql.text()));
        if (!succeeded(answer))
            return tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
        // COMMIT of a transaction that failed is answered with ROLLBACK, and no error.
        return qstrcmp(PQcmdStatus(answer.get()), "COMMIT") == 0
                   ? Result<>()
                   : tl::unexpected(statementFailure(false, QStringLiteral("rolled back"), sql.text()));
    }
    Result<> rollback() override { return execute("ROLLBACK"); }
    [[nodiscard]] bool spoilt() const override { return PQtransactionStatus(m_link.get()) == PQTRANS_INERROR; }
    [[nodiscard]] bool lost() const override { return PQstatus(m_link.get()) != CONNECTION_OK; }
    Result<qint64> dataVersion() override
    {
        auto version = one("SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT) AS BIGINT)",
                           [](const Row &row) { return row.number(0); });
        return version ? Result<qint64>(version->value_or(0)) : tl::unexpected(version.error());
    }
    Result<bool> hasTable(const QString &name) override
    {
        auto found = one(
            "SELECT 1 FROM pg_class WHERE relkind = 'r' AND relname = ? AND relnamespace = "
            "CAST(current_schema() AS regnamespace)",
            [](const Row &) { return true; }, name);
        return found ? Result<bool>(found->has_value()) : tl::unexpected(found.error());
    }
    Result<std::optional<Claim>> claim(const QString &subject) override;

protected:
    Result<int> runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit) override;

private:
    Result<QByteArray> prepared(Sql sql);

    Link m_link;
    std::unordered_map<const char *, QByteArray> m_prepared;
    std::unordered_set<qint64> m_claimed;
};

Result<QByteArray> PostgresConnection::prepared(Sql sql)
{
    if (auto found = m_prepared.find(sql.text()); found != m_prepared.end())
        return found->second;
    auto name = 's' + QByteArray::number(static_cast<qulonglong>(m_prepared.size()));
    const Answer answer(PQprepare(m_link.get(), name.constData(), forPostgres(sql.text()).constData(), 0, nullptr));
    if (!succeeded(answer))
        return tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
    m_prepared.emplace(sql.text(), name);
    return name;
}

Result<int> PostgresConnection::runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit)
{
    auto name = prepared(sql);
    auto bound = boundFrom(values, count);
    if (!name || !bound)
        return tl::unexpected(name ? bound.error() : name.error());
    const Answer answer(PQexecPrepared(m_link.get(), name->constData(), static_cast<int>(count), bound->values.data(),
                                       bound->lengths.data(), bound->formats.data(), binary));
    if (!succeeded(answer))
        return tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
    for (int column = 0; column < PQnfields(answer.get()); ++column)
        if (!isReadable(PQftype(answer.get(), column)))
            return tl::unexpected(
                statementFailure(false, QStringLiteral("column %1 needs a CAST").arg(column), sql.text()));
    for (int row = 0; visit && row < PQntuples(answer.get()); ++row)
        if (!visit(PostgresRow(answer.get(), row)))
            break;
    return QByteArray(PQcmdTuples(answer.get())).toInt();
}

// A session's lock: it ends with the link. The server counts how often a session took one; here once is all.
Result<std::optional<Claim>> PostgresConnection::claim(const QString &subject)
{
    const auto number = claimNumber(subject);
    if (!m_claimed.insert(number).second)
        return std::optional<Claim>();
    auto taken = one(
        "SELECT CASE WHEN pg_try_advisory_lock(?) THEN 1 ELSE 0 END", [](const Row &row) { return row.flag(0); },
        number);
    if (!taken || !taken->value_or(false)) {
        m_claimed.erase(number);
        return taken ? Result<std::optional<Claim>>(std::nullopt) : tl::unexpected(taken.error());
    }
    return std::optional<Claim>(Claim([this, number] {
        (void)one(
            "SELECT CASE WHEN pg_advisory_unlock(?) THEN 1 ELSE 0 END", [](const Row &) { return 0; }, number);
        m_claimed.erase(number);
    }));
}

class Listener final : public PostgresListener
{
public:
    explicit Listener(Link link) : m_link(std::move(link)) {}
    Result<bool> wait(int milliseconds, int stop) override
    {
        std::array<pollfd, 2> watched{pollfd{PQsocket(m_link.get()), POLLIN, 0}, pollfd{stop, POLLIN, 0}};
        ::poll(watched.data(), watched.size(), milliseconds);
        if (watched[0].revents == 0)
            return false;
        if (PQconsumeInput(m_link.get()) == 0)
            return fail(Reason::StorageFailed, QStringLiteral("PostgreSQL: ") + wordsOf(PQerrorMessage(m_link.get())));
        bool stirred = false;
        while (auto *notification = PQnotifies(m_link.get())) {
            stirred = true;
            PQfreemem(notification);
        }
        return stirred;
    }

private:
    Link m_link;
};

} // namespace

Result<std::unique_ptr<Connection>> openPostgres(const QString &address)
{
    auto link = connect(address);
    if (!link)
        return tl::unexpected(link.error());
    return std::make_unique<PostgresConnection>(std::move(*link));
}

Result<std::unique_ptr<PostgresListener>> listenToPostgres(const QString &address)
{
    auto link = connect(address);
    if (!link)
        return tl::unexpected(link.error());
    const Answer answer(PQexec(link->get(), "LISTEN astreinte"));
    if (!succeeded(answer))
        return tl::unexpected(failureOf(answer, link->get(), "LISTEN"));
    return std::make_unique<Listener>(std::move(*link));
}

} // namespace astreinte::storage
