// SPDX-License-Identifier: EUPL-1.2
#include "server/command/self_test_walk.h"
#include "server/publication/site_adapter.h"
#include "server/storage/pieces.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QFile>
#include <QProcess>
#include <QtTest>

using namespace astreinte;
using storage::Row;
using storage::Sql;
using storage::Store;
using storage::Transaction;
using submission::Submission;

// The rights of packaging/postgresql, as they are shipped: the server and the publisher each work under their own role,
// and neither can do what is the other's or the administrator's.
class TestRights : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void wholeWayUnderTheRoles();
    void rowForgedByTheServersRole();
    void selfTestUnderTheRoles();
    void serverMayNot_data();
    void serverMayNot() { mayNot(QStringLiteral("astreinte")); }
    void publisherMayNot_data();
    void publisherMayNot() { mayNot(QStringLiteral("astreinte-publisher")); }
    void administratorUpgradesOnly();
    void cleanupTestCase() { m_stage.reset(); }

private:
    static bool psql(const QString &role, const QString &database, const QString &file);
    static QString addressFor(const QString &role)
    {
        return QStringLiteral("postgresql:///astreinte?host=%1&user=%2").arg(tests::cluster().socket, role);
    }
    bool write(const QString &role) const;
    Result<int> publish();
    qint64 alarms();
    void mayNot(const QString &role);
    std::unique_ptr<tests::Stage> m_stage;
};

bool TestRights::psql(const QString &role, const QString &database, const QString &file)
{
    const auto &cluster = tests::cluster();
    return QProcess::execute(cluster.programs + QStringLiteral("/psql"),
                             {QStringLiteral("-q"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
                              QStringLiteral("-h"), cluster.socket, QStringLiteral("-U"), role, QStringLiteral("-d"),
                              database, QStringLiteral("-f"),
                              QStringLiteral(ASTREINTE_SOURCE_DIR "/packaging/postgresql/") + file}) == 0;
}

bool TestRights::write(const QString &role) const
{
    QFile file(m_stage->prefecture.folder() + QStringLiteral("/database"));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return file.write(addressFor(role).toUtf8() + '\n') > 0;
}

void TestRights::initTestCase()
{
    QVERIFY(tests::onPostgres());
    QVERIFY(psql(tests::cluster().owner, QStringLiteral("postgres"), QStringLiteral("roles.sql")));
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(write(QStringLiteral("astreinte-admin")));
    QVERIFY(m_stage->set()); // people, roster and devices are the administrator's to enter
    QVERIFY(psql(QStringLiteral("astreinte-admin"), QStringLiteral("astreinte"), QStringLiteral("rights.sql")));
    m_stage->prefecture.stop();
    QVERIFY(write(QStringLiteral("astreinte")));
    QVERIFY(m_stage->prefecture.start());
}

Result<int> TestRights::publish()
{
    auto store = Store::open(addressFor(QStringLiteral("astreinte-publisher")));
    if (!store)
        return tl::unexpected(store.error());
    return m_stage->prefecture.publishWith(**store);
}

qint64 TestRights::alarms()
{
    return m_stage->prefecture.service()
        .store
        ->read([](storage::Connection &connection) {
            return connection.one("SELECT COUNT(*) FROM journal_leaf WHERE event = 'alarm'",
                                  [](const Row &row) { return row.number(0); });
        })
        .value()
        .value_or(-1);
}

void TestRights::wholeWayUnderTheRoles()
{
    const auto picture = tests::pngPicture(1);
    auto draft = m_stage->officer->draft({picture});
    QCOMPARE(m_stage->officer->upload(draft.id, picture), 204);
    const auto frozen = m_stage->received(draft);
    QCOMPARE(m_stage->authority->decide(m_stage->authority->statementOn(frozen.id().text(), 1).value()).status, 201);
    const auto published = publish();
    QVERIFY2(published, qPrintable(published ? QString() : published.error().toString()));
    QCOMPARE(*published, 1);
    QCOMPARE(m_stage->officer->stateOf(frozen.id().text()), QStringLiteral("published"));
    QCOMPARE(m_stage->prefecture.page("/messages/" + frozen.id().text().toLatin1()).status, 200);
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(alarms(), 0);
}

// Its command runs under the server's role, which may enrol nobody.
void TestRights::selfTestUnderTheRoles()
{
    const auto before = alarms();
    auto &prefecture = m_stage->prefecture;
    auto store = Store::open(addressFor(QStringLiteral("astreinte"))).value();
    auto walk = command::SelfTestWalk::begin(*store, publication::PageReader(prefecture.authorityPem()),
                                             prefecture.service().serverKey.verifyingKey(), deployment::systemNow,
                                             std::chrono::minutes(2));
    QVERIFY2(walk, qPrintable(walk ? QString() : walk.error().toString()));
    const auto through = walk->submit().and_then([&] { return walk->approve(); });
    QVERIFY2(through, qPrintable(through ? QString() : through.error().toString()));
    QCOMPARE(publish().value_or(-1), 1);
    const auto published =
        store->read([&](storage::Connection &each) { return self_test::isPublished(each, walk->probe().id); });
    QVERIFY(published.value_or(false));
    QVERIFY(store->write([&](Transaction &transaction) {
        return self_test::arrive(transaction, walk->probe(), deployment::systemNow());
    }));
    QCOMPARE(alarms(), before);
}

// What the gate writes, written by whoever stole the server's role, with a statement of another message.
void TestRights::rowForgedByTheServersRole()
{
    const auto frozen = m_stage->received(m_stage->officer->draft());
    const auto id = frozen.id().text();
    auto thief = Store::open(addressFor(QStringLiteral("astreinte"))).value();
    const auto forged = thief->write([&](Transaction &transaction) -> Result<int> {
        auto decision = transaction->run(
            "INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, statement, manifest_sha256, "
            "reply, roster_version, decided_at) SELECT CAST(? AS TEXT), 1, 'forged', d.person, d.apr_kid, d.decision, "
            "d.statement, r.manifest_sha256, d.reply, d.roster_version, d.decided_at FROM decision d, revision r "
            "WHERE r.submission = ?",
            id, id);
        if (!decision)
            return decision;
        return transaction->run("INSERT INTO publication (manifest_sha256, channel, submission, revision, state, "
                                "queued_at) SELECT manifest_sha256, 'site', submission, revision, 'authorised', 1 "
                                "FROM revision WHERE submission = ?",
                                id);
    });
    QVERIFY2(forged, qPrintable(forged ? QString() : forged.error().toString()));
    const auto published = publish();
    QVERIFY2(published, qPrintable(published ? QString() : published.error().toString()));
    QCOMPARE(m_stage->officer->stateOf(id), QStringLiteral("failed"));
    QCOMPARE(m_stage->prefecture.page("/messages/" + id.toLatin1()).status, 404);
    QCOMPARE(alarms(), 1);
}

namespace {

struct Attempt
{
    const char *name;
    Sql sql;
};

// Statements of whoever stole the server's role.
constexpr Attempt byServer[] = {
    {"confirm a device", "UPDATE device SET confirmed_at = 1"},
    {"a confirmed device", "INSERT INTO device (kid, person, dev_jwk, apr_kid, apr_jwk, label, digits, "
                           "enrolment_sha256, welcome, enrolled_at, confirmed_at) VALUES ('k', 'authority-a', '', "
                           "'a', '', '', '', 'e', '', 1, 1)"},
    {"another key", "UPDATE device SET apr_jwk = ''"},
    {"a person", "INSERT INTO person (id, name, role, added_at) VALUES ('thief', 'T', 'prefect', 1)"},
    {"a role", "UPDATE person SET role = 'prefect'"},
    {"a duty", "UPDATE roster_slot SET person = 'officer-a'"},
    {"an invitation", "INSERT INTO invitation (selector, code_sha256, person, expires_at) VALUES ('s', '', "
                      "'authority-a', 1)"},
    {"rewrite a revision", "UPDATE revision SET manifest = ''"},
    {"rewrite a decision", "UPDATE decision SET statement = ''"},
    {"forget a decision", "DELETE FROM decision"},
    {"rewrite the journal", "UPDATE journal_leaf SET leaf = ''"},
    {"shorten the journal", "DELETE FROM journal_leaf"},
    {"rewrite a node", "UPDATE journal_node SET hash = ''"},
    {"publish by itself", "UPDATE public_message SET text_fr = 'x'"},
    {"a public photo", "DELETE FROM public_photo"},
};

// Of whoever stole the publisher's.
constexpr Attempt byPublisher[] = {
    {"authorise", "UPDATE decision SET statement = ''"},
    {"a decision", "INSERT INTO decision (submission, revision, jti, person, apr_kid, decision, statement, "
                   "manifest_sha256, reply, roster_version, decided_at) VALUES ('s', 1, 'j', 'p', 'k', 'approve', '', "
                   "'', '', 1, 1)"},
    {"another text", "UPDATE revision SET manifest = ''"},
    {"a device", "UPDATE device SET confirmed_at = 1"},
    {"read the codes", "SELECT code_sha256 FROM invitation"},
    {"read the challenges", "SELECT challenge FROM challenge"},
    {"another picture", "UPDATE piece SET content = ''"},
    {"rewrite the journal", "UPDATE journal_leaf SET leaf = ''"},
    {"erase from the journal", "UPDATE journal_leaf SET content = NULL"},
    {"a setting", "UPDATE setting SET value = ''"},
    {"a notice", "DELETE FROM notice"},
};

template <std::size_t count>
void addRows(const Attempt (&attempts)[count])
{
    QTest::addColumn<const void *>("attempt");
    for (const auto &attempt : attempts)
        QTest::newRow(attempt.name) << static_cast<const void *>(&attempt);
}

} // namespace

void TestRights::serverMayNot_data()
{
    addRows(byServer);
}

void TestRights::publisherMayNot_data()
{
    addRows(byPublisher);
}

void TestRights::mayNot(const QString &role)
{
    QFETCH(const void *, attempt);
    auto store = Store::open(addressFor(role)).value();
    const auto done = store->write(
        [&](Transaction &transaction) { return transaction->run(static_cast<const Attempt *>(attempt)->sql); });
    QVERIFY(!done);
    QVERIFY2(done.error().detail.startsWith(QStringLiteral("permission denied for table")),
             qPrintable(done.error().detail));
}

// Tables are the administrator's to make: nobody else's start changes them.
void TestRights::administratorUpgradesOnly()
{
    auto admin = storage::Connection::open(addressFor(QStringLiteral("astreinte-admin"))).value();
    QVERIFY(admin->run("UPDATE schema_version SET version = version - 1"));
    for (const auto &role : {QStringLiteral("astreinte"), QStringLiteral("astreinte-publisher")})
        QVERIFY(!Store::open(addressFor(role)));
    QVERIFY(admin->run("UPDATE schema_version SET version = version + 1"));
    for (const auto &role : {QStringLiteral("astreinte"), QStringLiteral("astreinte-publisher")})
        QVERIFY(Store::open(addressFor(role)));
}

QTEST_GUILESS_MAIN(TestRights)
#include "tst_rights.moc"
