// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/database.h"

#include "server/storage/connection.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QMutex>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <csignal>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace astreinte::tests {
namespace {

const auto owner = QStringLiteral("cluster");

// Debian keeps them beside each other by version, outside the PATH.
QString programsFolder()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const auto &version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
        if (const auto folder = versions.filePath(version) + QStringLiteral("/bin");
            QFile::exists(folder + QStringLiteral("/postgres")))
            return folder;
    qFatal("PostgreSQL is not installed (Debian package postgresql)");
}

// PostgreSQL refuses to be root's. When the parent ends, however it ends, so does the child.
QStringList asAnotherUser()
{
    QStringList words{QStringLiteral("setpriv"), QStringLiteral("--pdeathsig"), QStringLiteral("INT")};
    if (::geteuid() != 0)
        return words;
    const auto *user = ::getpwnam("postgres") != nullptr ? ::getpwnam("postgres") : ::getpwnam("nobody");
    if (user == nullptr)
        qFatal("no user but root may run PostgreSQL here");
    return words + QStringList{QStringLiteral("--reuid=%1").arg(user->pw_uid),
                               QStringLiteral("--regid=%1").arg(user->pw_gid), QStringLiteral("--clear-groups")};
}

void give(const QString &folder)
{
    if (::geteuid() != 0)
        return;
    const auto *user = ::getpwnam("postgres") != nullptr ? ::getpwnam("postgres") : ::getpwnam("nobody");
    if (user == nullptr || ::chown(QFile::encodeName(folder).constData(), user->pw_uid, user->pw_gid) != 0)
        qFatal("%s cannot be given to PostgreSQL's user", qPrintable(folder));
}

// The server, for as long as this process lives.
class RunningCluster
{
public:
    RunningCluster()
    {
        if (!m_folder.isValid())
            qFatal("no temporary folder");
        give(m_folder.path());
        m_cluster = {programsFolder(), m_folder.path(), owner};
        const auto data = m_folder.filePath(QStringLiteral("data"));
        run(asAnotherUser() + QStringList{m_cluster.programs + QStringLiteral("/initdb"), QStringLiteral("-D"), data,
                                          QStringLiteral("-U"), owner, QStringLiteral("-A"), QStringLiteral("trust"),
                                          QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--no-locale"),
                                          QStringLiteral("--no-sync")});
        start(data);
        awaitReady();
    }
    ~RunningCluster()
    {
        ::kill(m_server, SIGINT);
        ::waitpid(m_server, nullptr, 0);
    }
    RunningCluster(const RunningCluster &) = delete;
    RunningCluster &operator=(const RunningCluster &) = delete;

    [[nodiscard]] const Cluster &cluster() const { return m_cluster; }
    QString addressOf(const QString &path)
    {
        const QMutexLocker lock(&m_mutex);
        auto &name = m_names[path];
        if (name.isEmpty()) {
            name = QStringLiteral("test%1").arg(m_names.size());
            run({m_cluster.programs + QStringLiteral("/createdb"), QStringLiteral("-h"), m_cluster.socket,
                 QStringLiteral("-U"), owner, name});
        }
        return address(name);
    }

private:
    [[nodiscard]] QString address(const QString &name) const
    {
        return QStringLiteral("postgresql:///%1?host=%2&user=%3").arg(name, m_cluster.socket, owner);
    }
    static void run(const QStringList &words)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(words.first(), words.mid(1));
        if (!process.waitForFinished(60'000) || process.exitCode() != 0)
            qFatal("%s: %s", qPrintable(words.join(QLatin1Char(' '))), process.readAll().constData());
    }
    // What a test writes need not survive a power cut; what is measured must.
    void start(const QString &data)
    {
        const auto durable = qEnvironmentVariable("ASTREINTE_TEST_DURABLE") == QLatin1String("yes");
        const auto fsync = durable ? QStringLiteral("fsync=on") : QStringLiteral("fsync=off");
        QList<QByteArray> words;
        for (const auto &word :
             asAnotherUser() + QStringList{m_cluster.programs + QStringLiteral("/postgres"), QStringLiteral("-D"), data,
                                           QStringLiteral("-k"), m_cluster.socket, QStringLiteral("-c"),
                                           QStringLiteral("listen_addresses="), QStringLiteral("-c"), fsync,
                                           QStringLiteral("-c"), QStringLiteral("max_connections=300")})
            words += QFile::encodeName(word);
        const auto log = QFile::encodeName(m_folder.filePath(QStringLiteral("log")));
        std::vector<char *> arguments;
        for (auto &word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        m_server = ::fork();
        if (m_server != 0)
            return;
        if (::freopen(log.constData(), "w", stderr) == nullptr || ::freopen("/dev/null", "w", stdout) == nullptr)
            ::_exit(126);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    void awaitReady() const
    {
        for (int tries = 0; tries < 1000; ++tries) {
            if (storage::Connection::open(address(QStringLiteral("postgres"))))
                return;
            if (::waitpid(m_server, nullptr, WNOHANG) == m_server)
                break;
            QThread::msleep(20);
        }
        QFile log(m_folder.filePath(QStringLiteral("log")));
        (void)log.open(QIODevice::ReadOnly);
        qFatal("PostgreSQL did not start: %s", log.readAll().constData());
    }

    QTemporaryDir m_folder{QStringLiteral("/tmp/astreinte-pg-XXXXXX")}; // a socket's path is short
    Cluster m_cluster;
    pid_t m_server = -1;
    QMutex m_mutex;
    QHash<QString, QString> m_names;
};

RunningCluster &running()
{
    static RunningCluster cluster;
    return cluster;
}

} // namespace

bool onPostgres()
{
    static const auto asked = qEnvironmentVariable("ASTREINTE_TEST_DATABASE");
    if (!asked.isEmpty() && asked != QLatin1String("postgresql"))
        qFatal("ASTREINTE_TEST_DATABASE is postgresql, or not set");
    return !asked.isEmpty();
}

QString databaseAt(const QString &path)
{
    return onPostgres() ? running().addressOf(path) : path;
}

QString databaseOf(const QString &folder)
{
    return databaseAt(QDir(folder).absoluteFilePath(QStringLiteral("astreinte.db")));
}

void chooseDatabase(const QString &folder)
{
    if (!onPostgres())
        return;
    ::umask(077);
    QFile file(QDir(folder).absoluteFilePath(QStringLiteral("database")));
    if (file.exists())
        return;
    if (!file.open(QIODevice::WriteOnly) || file.write(databaseOf(folder).toUtf8() + '\n') < 0)
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
}

const Cluster &cluster()
{
    return running().cluster();
}

} // namespace astreinte::tests
