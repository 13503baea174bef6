// SPDX-License-Identifier: EUPL-1.2
#include "server/identity/people.h"
#include "tests/server/scale/server_group.h"
#include "tests/server/stage.h"

#include <QtTest>
#include <set>
#include <thread>

using namespace astreinte;
using storage::Row;
using submission::Submission;
using tests::Phone;

// Three processes answer for one address, on one PostgreSQL. One of them is killed in the middle of five hundred
// submissions from fifty phones.
namespace {

constexpr int phones = 50;
constexpr int each = 10;
constexpr int servers = 3;
constexpr int withPhoto = 5; // one submission in so many

// A phone that submits, and listens on a connection of its own. A server that does not answer is another server's turn.
class Caller
{
public:
    Caller(tests::Prefecture &prefecture, const tests::ServerGroup &group, int number)
        : phone(prefecture, QStringLiteral("officer-%1").arg(number)), m_group(group), m_turn(number)
    {
    }

    // Until each is acknowledged.
    void submitAll(std::atomic<int> &acknowledged)
    {
        for (int i = 0; i < each; ++i) {
            const auto picture = tests::pngPicture(m_turn * each + i);
            auto draft = phone.draft(i % withPhoto == 0 ? QList<QByteArray>{picture} : QList<QByteArray>{});
            draft.incident.reset();
            const auto frozen = Submission::freeze(draft).value();
            // Each part may meet another server than the one before.
            while (i % withPhoto == 0 && phone.upload(draft.id, picture, "image/png", 40) != 204)
                turn();
            for (auto status = phone.submit(frozen).status; status != 201 && status != 200;
                 status = phone.submit(frozen).status) {
                if (status != 0)
                    qWarning("submission refused with %d", status);
                turn();
            }
            sent.push_back(frozen.id().text());
            ++acknowledged;
            if (i % 3 == 0)
                turn();
        }
        phone.connection.close(); // by the thread that opened it
    }

    // Until every submission of this phone was told to be published, or the patience is over.
    void listen(const std::atomic<bool> &stop)
    {
        for (int turns = m_turn; !stop && told.size() < each; ++turns) {
            tests::Connection connection(m_group.port(turns), phone.prefecture.authorityPem());
            auto headers = phone.signedHeaders("GET", "/v1/notices", {}, {});
            if (lastId > 0)
                headers.append({"Last-Event-ID", QByteArray::number(lastId)});
            take(connection.stream("/v1/notices", headers, "\"state\":\"published\"",
                                   each - static_cast<int>(told.size())));
            toldAll = told.size() == each;
        }
    }

    Phone phone;
    std::vector<QString> sent;
    std::set<QString> told;
    std::atomic<bool> toldAll{false};
    qint64 lastId = 0;
    bool ordered = true;

private:
    void turn() { phone.connection = tests::Connection(m_group.port(++m_turn), phone.prefecture.authorityPem()); }
    // Whole events only: a stream that broke may end inside one.
    void take(const QByteArray &stream)
    {
        for (const auto &line : stream.left(stream.lastIndexOf("\n\n") + 1).split('\n')) {
            if (line.startsWith("id:")) {
                const auto id = line.mid(3).trimmed().toLongLong();
                ordered = ordered && id > lastId;
                lastId = id;
            }
            if (!line.startsWith("data:"))
                continue;
            const auto data = QJsonDocument::fromJson(line.mid(5)).object();
            if (data.value(QLatin1String("state")).toString() == QLatin1String("published"))
                told.insert(data.value(QLatin1String("submission")).toString());
        }
    }
    const tests::ServerGroup &m_group;
    int m_turn;
};

} // namespace

class TestProcesses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneIsKilledInTheMiddle();

private:
    // One number from the database.
    static qint64 count(tests::Prefecture &prefecture, storage::Sql sql)
    {
        return prefecture.service()
            .store
            ->read([&](storage::Connection &connection) {
                return connection.one(sql, [](const Row &row) { return row.number(0); });
            })
            .value()
            .value_or(-1);
    }
    static std::vector<std::unique_ptr<Caller>> enrolled(tests::Stage &stage, const tests::ServerGroup &group);
    static int authoriseAll(tests::Stage &stage, const std::vector<std::unique_ptr<Caller>> &callers);
    static bool publishWithTwo(tests::Prefecture &prefecture);
};

std::vector<std::unique_ptr<Caller>> TestProcesses::enrolled(tests::Stage &stage, const tests::ServerGroup &group)
{
    std::vector<std::unique_ptr<Caller>> callers;
    for (int i = 0; i < phones; ++i) {
        auto caller = std::make_unique<Caller>(stage.prefecture, group, i);
        if (!stage.prefecture.addPerson(caller->phone.person, QStringLiteral("onCallOfficer")) ||
            !caller->phone.enrol())
            qFatal("phone %d is not enrolled", i);
        caller->phone.connection.close();
        callers.push_back(std::move(caller));
    }
    return callers;
}

int TestProcesses::authoriseAll(tests::Stage &stage, const std::vector<std::unique_ptr<Caller>> &callers)
{
    int authorised = 0;
    for (const auto &caller : callers)
        for (const auto &id : caller->sent) {
            const auto statement = stage.authority->statementOn(id, 1);
            authorised += statement && stage.authority->decide(*statement).status == 201 ? 1 : 0;
        }
    return authorised;
}

// Two publishers at once on the same queue.
bool TestProcesses::publishWithTwo(tests::Prefecture &prefecture)
{
    std::array<bool, 2> done{};
    std::thread other([&] { done[1] = prefecture.publish().has_value(); });
    done[0] = prefecture.publish().has_value();
    other.join();
    return done[0] && done[1];
}

void TestProcesses::oneIsKilledInTheMiddle()
{
    tests::Stage stage;
    QVERIFY(stage.set());
    auto &prefecture = stage.prefecture;
    tests::ServerGroup group(prefecture);
    auto callers = enrolled(stage, group);
    QVERIFY(group.start(servers));

    std::atomic<bool> stop{false};
    std::atomic<int> acknowledged{0};
    std::vector<std::thread> listening;
    std::vector<std::thread> sending;
    for (const auto &caller : callers) {
        listening.emplace_back([&] { caller->listen(stop); });
        sending.emplace_back([&] {
            caller->phone.connection =
                tests::Connection(group.port(caller->phone.person.back().digitValue()), prefecture.authorityPem());
            caller->submitAll(acknowledged);
        });
    }
    while (acknowledged < phones * each * 2 / 5)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    group.kill(1);
    const auto atTheKill = acknowledged.load();
    for (auto &thread : sending)
        thread.join();
    QVERIFY2(atTheKill < phones * each * 9 / 10, qPrintable(QString::number(atTheKill)));
    QCOMPARE(acknowledged.load(), phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM submission"), phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM revision"), phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(DISTINCT subject) FROM journal_leaf WHERE event = 'intake'"),
             phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM journal_leaf WHERE event = 'intake'"), phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM revision_photo"), phones * each / withPhoto);

    QCOMPARE(authoriseAll(stage, callers), phones * each);
    QVERIFY(publishWithTwo(prefecture));
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM publication WHERE channel = 'site' AND state = 'published'"),
             phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM public_message"), phones * each);
    QCOMPARE(count(prefecture, "SELECT COUNT(*) FROM step WHERE channel = 'site' AND state = 'publishing'"),
             phones * each);

    QElapsedTimer patience;
    patience.start();
    const auto allTold = [&] {
        return std::ranges::all_of(callers, [](const auto &caller) { return caller->toldAll.load(); });
    };
    while (!allTold() && patience.elapsed() < 30'000)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    stop = true;
    for (auto &thread : listening)
        thread.join();
    for (const auto &caller : callers) {
        QCOMPARE(caller->told, (std::set<QString>(caller->sent.begin(), caller->sent.end())));
        QVERIFY(caller->ordered);
    }
}

QTEST_GUILESS_MAIN(TestProcesses)
#include "tst_processes.moc"
