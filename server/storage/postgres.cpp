// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/postgres.h"

#include "server/storage/dialect.h"
#include "server/storage/postgres_link.h"
#include "server/storage/postgres_values.h"

#include <bit>
#include <deque>
#include <map>
#include <unordered_set>

namespace astreinte::storage {
namespace {

constexpr int binary = 1;
// The server's short answers to so many statements fit into the socket's buffer: neither side waits for the other.
constexpr std::size_t mostUnread = 256;
// In one statement: a power of two, and so are the others, so that few statements are prepared for any number of rows.
constexpr std::size_t mostRows = 64;

Result<> acceptColumns(const PGresult *rows, Sql sql)
{
    for (int column = 0; column < PQnfields(rows); ++column)
        if (!PostgresRow::isReadable(rows, column))
            return tl::unexpected(
                statementFailure(false, QStringLiteral("column %1 needs a CAST").arg(column), sql.text()));
    return {};
}

// Outside the writing transaction each statement waits for its answer. Inside it they travel in a pipeline: those whose
// outcome the job does not look at are only sent, and a round trip is made where rows are asked for.
class PostgresConnection final : public Connection
{
public:
    explicit PostgresConnection(Link link) : m_link(std::move(link)) {}

    Result<> execute(Sql sql) override;
    // One writer at a time among all processes, as SQLite has it: the lock is the transaction's.
    Result<> begin() override;
    Result<> commit() override;
    Result<> rollback() override;
    [[nodiscard]] std::optional<Failure> spoilt() const override
    {
        return PQtransactionStatus(m_link.get()) == PQTRANS_INERROR ? m_failure : std::nullopt;
    }
    void mend() override { m_failure.reset(); }
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
    // Several rows in one statement.
    Result<> putAll(Sql sql, const Rows &rows) override;

protected:
    Result<int> runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit) override;
    Result<> putValues(Sql sql, const Value *values, std::size_t count) override;
    Result<> runEach(Sql sql, const Rows &rows, const VisitFirst &visit) override;

private:
    // A statement, and how many rows it puts.
    using Prepared = std::pair<const char *, std::size_t>;
    // What was sent and is not answered yet.
    struct Sent
    {
        Prepared statement;
        bool prepares;
    };
    Result<> send(Prepared statement, const Value *values, std::size_t count);
    Result<> put(Prepared statement, const Value *values, std::size_t count);
    // To the last statement, and to some before it.
    Result<std::vector<Answer>> readToTheLast(std::size_t wanted = 1);
    Answer nextAnswer();
    Result<QByteArray> prepared(Prepared statement);
    bool leavePipeline();

    Link m_link;
    bool m_piped = false;
    std::deque<Sent> m_unread;
    std::optional<Failure> m_failure; // the first of this job
    std::map<Prepared, QByteArray> m_prepared;
    qulonglong m_names = 0;
    std::unordered_set<qint64> m_claimed;
};

Result<> PostgresConnection::begin()
{
    constexpr Sql sql("BEGIN; SELECT pg_advisory_xact_lock(7166451)");
    const Answer answer(PQexec(m_link.get(), sql.text()));
    if (!succeeded(answer))
        return tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
    m_failure.reset();
    m_piped = PQenterPipelineMode(m_link.get()) == 1;
    return {};
}

Result<> PostgresConnection::commit()
{
    constexpr Sql sql("NOTIFY astreinte; COMMIT");
    auto read = readToTheLast();
    if (!leavePipeline() || !read)
        return read ? fail(Reason::StorageFailed, QStringLiteral("the link is lost")) : tl::unexpected(read.error());
    const Answer answer(PQexec(m_link.get(), sql.text()));
    if (!succeeded(answer))
        return tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
    // COMMIT of a transaction that failed is answered with ROLLBACK, and no error.
    return qstrcmp(PQcmdStatus(answer.get()), "COMMIT") == 0
               ? Result<>()
               : tl::unexpected(statementFailure(false, QStringLiteral("rolled back"), sql.text()));
}

Result<> PostgresConnection::rollback()
{
    (void)readToTheLast();
    return leavePipeline() ? execute("ROLLBACK") : fail(Reason::StorageFailed, QStringLiteral("the link is lost"));
}

// A link whose pipeline does not end is given up, and the transaction with it.
bool PostgresConnection::leavePipeline()
{
    if (m_piped && PQexitPipelineMode(m_link.get()) != 1)
        m_link.reset();
    m_piped = false;
    return m_link != nullptr;
}

// What went before is read first: behind a statement that failed the server passes over everything, ROLLBACK TO too.
Result<> PostgresConnection::execute(Sql sql)
{
    const auto text = forPostgres(sql.text());
    if (!m_piped) {
        const Answer answer(PQexec(m_link.get(), text.constData()));
        return succeeded(answer) ? Result<>() : tl::unexpected(failureOf(answer, m_link.get(), sql.text()));
    }
    (void)readToTheLast();
    if (PQsendQueryParams(m_link.get(), text.constData(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
        return tl::unexpected(failureOf({}, m_link.get(), sql.text()));
    m_unread.push_back({{sql.text(), 1}, false});
    auto answer = readToTheLast();
    return answer ? Result<>() : tl::unexpected(answer.error());
}

// In the pipeline the statement is only sent to be prepared.
Result<QByteArray> PostgresConnection::prepared(Prepared statement)
{
    if (auto found = m_prepared.find(statement); found != m_prepared.end())
        return found->second;
    const auto *sql = statement.first;
    auto name = 's' + QByteArray::number(m_names++);
    const auto text = forPostgres(withRows(sql, statement.second).constData());
    if (m_piped) {
        if (PQsendPrepare(m_link.get(), name.constData(), text.constData(), 0, nullptr) == 0)
            return tl::unexpected(failureOf({}, m_link.get(), sql));
        m_unread.push_back({statement, true});
    } else {
        const Answer answer(PQprepare(m_link.get(), name.constData(), text.constData(), 0, nullptr));
        if (!succeeded(answer))
            return tl::unexpected(failureOf(answer, m_link.get(), sql));
    }
    m_prepared.emplace(statement, name);
    return name;
}

Result<> PostgresConnection::send(Prepared statement, const Value *values, std::size_t count)
{
    auto bound = Bound::from(values, count);
    auto name = bound ? prepared(statement) : tl::unexpected(bound.error());
    if (!name)
        return tl::unexpected(name.error());
    if (PQsendQueryPrepared(m_link.get(), name->constData(), static_cast<int>(count), bound->values.data(),
                            bound->lengths.data(), bound->formats.data(), binary) == 0)
        return tl::unexpected(failureOf({}, m_link.get(), statement.first));
    m_unread.push_back({statement, false});
    return {};
}

Answer PostgresConnection::nextAnswer()
{
    Answer answer(PQgetResult(m_link.get()));
    while (answer && Answer(PQgetResult(m_link.get())))
        ; // a null pointer ends the answer to one statement
    return answer;
}

// The answers to the last statements sent, once those before them were read: the first failure among all is the
// failure.
Result<std::vector<Answer>> PostgresConnection::readToTheLast(std::size_t wanted)
{
    std::vector<Answer> answers;
    if (m_unread.empty())
        return answers;
    if (m_piped && PQpipelineSync(m_link.get()) != 1)
        m_link.reset();
    std::optional<Failure> failure;
    auto unread = std::exchange(m_unread, {});
    for (; !unread.empty(); unread.pop_front()) {
        const auto &sent = unread.front();
        auto answer = nextAnswer();
        if (!succeeded(answer)) {
            if (!failure)
                failure = failureOf(answer, m_link.get(), sent.statement.first);
            if (sent.prepares)
                m_prepared.erase(sent.statement);
        }
        if (unread.size() <= wanted)
            answers.push_back(std::move(answer));
    }
    if (m_piped) // the end of the pipeline so far: one answer, that no null pointer follows
        (void)Answer(PQgetResult(m_link.get()));
    if (failure && !m_failure)
        m_failure = failure;
    return failure ? tl::unexpected(*failure) : Result<std::vector<Answer>>(std::move(answers));
}

Result<> PostgresConnection::put(Prepared statement, const Value *values, std::size_t count)
{
    if (auto sent = send(statement, values, count); !sent || (m_piped && m_unread.size() <= mostUnread))
        return sent;
    return readToTheLast().map([](const auto &) {});
}

Result<> PostgresConnection::putValues(Sql sql, const Value *values, std::size_t count)
{
    return put({sql.text(), 1}, values, count);
}

Result<> PostgresConnection::putAll(Sql sql, const Rows &rows)
{
    for (std::size_t row = 0; row < rows.count();) {
        const auto together = std::min(mostRows, std::bit_floor(rows.count() - row));
        if (auto done = put({sql.text(), together}, rows.from(row), together * rows.width()); !done)
            return done;
        row += together;
    }
    return {};
}

Result<> PostgresConnection::runEach(Sql sql, const Rows &rows, const VisitFirst &visit)
{
    if (!m_piped)
        return Connection::runEach(sql, rows, visit);
    for (std::size_t run = 0; run < rows.count(); ++run)
        if (auto sent = send({sql.text(), 1}, rows.from(run), rows.width()); !sent)
            return sent;
    auto answers = readToTheLast(rows.count());
    if (!answers)
        return tl::unexpected(answers.error());
    for (std::size_t run = 0; run < rows.count(); ++run) {
        const auto *found = answers->at(run).get();
        if (auto readable = acceptColumns(found, sql); !readable)
            return readable;
        if (PQntuples(found) > 0)
            visit(run, PostgresRow(found, 0));
    }
    return {};
}

Result<int> PostgresConnection::runValues(Sql sql, const Value *values, std::size_t count, const Visit &visit)
{
    auto answers = send({sql.text(), 1}, values, count).and_then([this] { return readToTheLast(); });
    if (!answers)
        return tl::unexpected(answers.error());
    auto *rows = answers->at(0).get();
    if (auto readable = acceptColumns(rows, sql); !readable)
        return tl::unexpected(readable.error());
    for (int row = 0; visit && row < PQntuples(rows); ++row)
        if (!visit(PostgresRow(rows, row)))
            break;
    return QByteArray(PQcmdTuples(rows)).toInt();
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

} // namespace

Result<std::unique_ptr<Connection>> openPostgres(const QString &address)
{
    auto link = connectToPostgres(address);
    if (!link)
        return tl::unexpected(link.error());
    return std::make_unique<PostgresConnection>(std::move(*link));
}

} // namespace astreinte::storage
