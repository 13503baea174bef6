// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "tests/server/stage.h"

#include <QDir>
#include <QProcess>
#include <QtTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace astreinte;

namespace {

// Of nobody on this machine; setpriv needs no account.
constexpr uint serverUser = 61'011;
constexpr uint publisherUser = 61'012;
constexpr uint sharedGroup = 61'013;
constexpr uint strangerUser = 61'014;

const auto theServer = QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-server");
const auto thePublisher = QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-publisher");

QStringList as(uint user, const QStringList &command)
{
    const auto groups =
        user == strangerUser ? QStringLiteral("--clear-groups") : QStringLiteral("--groups=%1").arg(sharedGroup);
    return QStringList{QStringLiteral("--reuid=%1").arg(user), QStringLiteral("--regid=%1").arg(user), groups} +
           command;
}

int run(uint user, const QStringList &command)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("setpriv"), as(user, command));
    process.waitForFinished();
    if (process.exitCode() != 0)
        qInfo("%s", process.readAll().constData());
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

bool mayRead(uint user, const QString &path)
{
    return run(user, {QStringLiteral("head"), QStringLiteral("-c1"), path}) == 0;
}

bool give(const QString &path, uint user, uint group)
{
    return QProcess::execute(QStringLiteral("chown"),
                             {QStringLiteral("-R"), QStringLiteral("%1:%2").arg(user).arg(group), path}) == 0;
}

bool write(const QString &path, const QByteArray &content, mode_t mode)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() &&
           ::chmod(QFile::encodeName(path).constData(), mode) == 0;
}

} // namespace

// docs/operations.md, one machine with SQLite: server and publisher are two users that share the rows and the photos
// and nothing else.
class TestTwoUsers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void publishedAndEachKeepsItsSecrets_data();
    void publishedAndEachKeepsItsSecrets();
    void sharedFolderOfEverybodyIsRefused();

private:
    bool layOut();
    bool startBoth();
    QByteArray pageOnceThere(const QByteArray &path);
    void expectSecretsKept();
    [[nodiscard]] QString shared() const { return m_folders->filePath(QStringLiteral("shared")); }
    [[nodiscard]] QString publishers() const { return m_folders->filePath(QStringLiteral("publisher")); }
    [[nodiscard]] QString credentials() const { return publishers() + QStringLiteral("/credentials"); }

    std::unique_ptr<QTemporaryDir> m_folders;
    std::unique_ptr<tests::Stage> m_stage;
    std::unique_ptr<QProcess> m_server;
    std::unique_ptr<QProcess> m_publisher;
};

void TestTwoUsers::init()
{
    if (::geteuid() != 0)
        QSKIP("runs the two programs as users of their own: needs root");
    for (const auto user : {serverUser, publisherUser})
        if (run(user, {QStringLiteral("test"), QStringLiteral("-x"), theServer}) != 0)
            QSKIP("other users cannot reach the programs of this build");
    m_stage = std::make_unique<tests::Stage>();
    m_folders = std::make_unique<QTemporaryDir>();
    QVERIFY(layOut());
}

void TestTwoUsers::cleanup()
{
    for (auto *process : {&m_server, &m_publisher})
        if (*process) {
            (*process)->kill();
            (*process)->waitForFinished();
            process->reset();
        }
}

// What packaging/ makes: a folder each, closed to the other, and the shared one of the group.
bool TestTwoUsers::layOut()
{
    const auto open = [](const QString &path, mode_t mode) {
        return QDir().mkpath(path) && ::chmod(QFile::encodeName(path).constData(), mode) == 0;
    };
    const auto address = shared().toUtf8() + '\n';
    const auto servers = m_stage->prefecture.folder();
    return open(m_folders->path(), 0711) && open(shared(), 0770) && give(shared(), serverUser, sharedGroup) &&
           open(shared(), 02770) && open(publishers(), 0700) && open(credentials(), 0700) &&
           write(credentials() + QStringLiteral("/network.token"), "secret", 0600) &&
           write(publishers() + QStringLiteral("/database"), address, 0640) &&
           give(publishers(), publisherUser, publisherUser) &&
           write(servers + QStringLiteral("/database"), address, 0640) && give(servers, serverUser, serverUser);
}

bool TestTwoUsers::startBoth()
{
    const auto authority = m_folders->filePath(QStringLiteral("authority.pem"));
    const auto &prefecture = m_stage->prefecture;
    if (!write(authority, prefecture.authorityPem(), 0644))
        return false;
    const auto start = [](std::unique_ptr<QProcess> &process, uint user, const QStringList &command, const char *word) {
        process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->start(QStringLiteral("setpriv"), as(user, command));
        QByteArray said;
        while (!said.contains(word) && process->waitForReadyRead(30'000))
            said += process->readAll();
        if (!said.contains(word))
            qWarning("%s", said.constData());
        return said.contains(word);
    };
    return start(m_server, serverUser,
                 {theServer, QStringLiteral("serve"), QStringLiteral("--data"), prefecture.folder(),
                  QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(prefecture.port()),
                  QStringLiteral("--origin"), prefecture.origin()},
                 "listening on") &&
           start(m_publisher, publisherUser,
                 {thePublisher, QStringLiteral("--data"), publishers(), QStringLiteral("--ca"), authority},
                 "publishing");
}

QByteArray TestTwoUsers::pageOnceThere(const QByteArray &path)
{
    for (int i = 0; i < 200; ++i) {
        const auto reply = m_stage->prefecture.page(path);
        if (reply.status == 200)
            return reply.body;
        QTest::qWait(100);
    }
    qWarning("%s", m_publisher->readAll().constData());
    return {};
}

void TestTwoUsers::expectSecretsKept()
{
    const auto servers = m_stage->prefecture.folder();
    auto count = 0;
    for (const auto &part : {QStringLiteral("/keys/"), QStringLiteral("/tls/")})
        for (const auto &key : QDir(servers + part).entryList(QDir::Files)) {
            QVERIFY2(mayRead(serverUser, servers + part + key), qPrintable(key));
            QVERIFY2(!mayRead(publisherUser, servers + part + key), qPrintable(key));
            ++count;
        }
    QVERIFY(count >= 5); // the signing keys of the server and of its journal, three of TLS
    const auto token = credentials() + QStringLiteral("/network.token");
    QVERIFY(mayRead(publisherUser, token));
    QVERIFY(!mayRead(serverUser, token));
    for (const auto *suffix : {"", "-wal", "-shm", "-claims"}) {
        const auto path = shared() + QStringLiteral("/astreinte.db") + QLatin1String(suffix);
        QVERIFY2(mayRead(serverUser, path) && mayRead(publisherUser, path), suffix);
        QVERIFY2(!mayRead(strangerUser, path), suffix);
    }
}

void TestTwoUsers::publishedAndEachKeepsItsSecrets_data()
{
    QTest::addColumn<uint>("maker");
    QTest::addColumn<QStringList>("first");
    QTest::newRow("the server makes the database")
        << serverUser
        << QStringList{theServer, QStringLiteral("person"), QStringLiteral("list"), QStringLiteral("--data")};
    QTest::newRow("the publisher makes the database")
        << publisherUser << QStringList{thePublisher, QStringLiteral("--once"), QStringLiteral("--data")};
}

void TestTwoUsers::publishedAndEachKeepsItsSecrets()
{
    QFETCH(uint, maker);
    QFETCH(QStringList, first);
    const auto folder = maker == serverUser ? m_stage->prefecture.folder() : publishers();
    QCOMPARE(run(maker, first << folder), 0);
    struct stat made = {};
    QCOMPARE(::stat(QFile::encodeName(shared() + QStringLiteral("/astreinte.db")).constData(), &made), 0);
    QCOMPARE(made.st_uid, maker);
    QCOMPARE(made.st_gid, sharedGroup);
    QCOMPARE(made.st_mode & 0777, 0660U);

    // People and phones, by the administrator (this test, as root); the keys it makes are the server's.
    QVERIFY(m_stage->set());
    m_stage->prefecture.stop();
    QVERIFY(give(m_stage->prefecture.folder(), serverUser, serverUser));
    QVERIFY(startBoth());

    const auto picture = tests::pngPicture(5);
    auto draft = m_stage->officer->draft({picture});
    QCOMPARE(m_stage->officer->upload(draft.id, picture), 204);
    const auto message = m_stage->received(draft);
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, message)).status, 201);
    QVERIFY(!pageOnceThere("/messages/" + message.id().text().toLatin1()).isEmpty());
    QCOMPARE(m_stage->prefecture.page("/photos/" + signature::hex(signature::sha256(picture))).body, picture);
    expectSecretsKept();

    // Each may end first, and the other goes on with the files as they are.
    m_publisher->terminate();
    QVERIFY(m_publisher->waitForFinished());
    m_stage->received(m_stage->officer->draft());
    m_server->terminate();
    QVERIFY(m_server->waitForFinished());
    QVERIFY(startBoth());
}

void TestTwoUsers::sharedFolderOfEverybodyIsRefused()
{
    for (const mode_t mode : {02775, 0770, 02700}) {
        QCOMPARE(::chmod(QFile::encodeName(shared()).constData(), mode), 0);
        QVERIFY(run(publisherUser, {thePublisher, QStringLiteral("--once"), QStringLiteral("--data"), publishers()}) !=
                0);
    }
    QCOMPARE(QDir(shared()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

QTEST_GUILESS_MAIN(TestTwoUsers)
#include "tst_two_users.moc"
