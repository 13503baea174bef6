// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/server_process.h"

#include <QDateTime>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTest>

namespace astreinte::tests {
namespace {

constexpr int patience = 20'000; // ms

QString program(const char *name)
{
    return qEnvironmentVariable("ASTREINTE_PROGRAMS", QStringLiteral(ASTREINTE_BINARY_DIR "/bin")) + QLatin1Char('/') +
           QLatin1String(name);
}

} // namespace

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(0);
}

ServerProcess::ServerProcess(quint16 port, quint16 publicPort) : m_port(port), m_publicPort(publicPort) {}

ServerProcess::~ServerProcess()
{
    kill();
}

bool ServerProcess::command(const QStringList &arguments, QByteArray *output)
{
    QProcess process;
    process.start(program("astreinte-server"), arguments + QStringList{QStringLiteral("--data"), m_folder.path()});
    process.waitForFinished(patience);
    if (output)
        *output = process.readAllStandardOutput();
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    m_problem = arguments.join(QLatin1Char(' ')) + QStringLiteral(": ") +
                QString::fromUtf8(process.readAllStandardError()) + process.errorString();
    return false;
}

bool ServerProcess::prepare()
{
    struct Person
    {
        const char *id;
        const char *name;
        const char *role;
    };
    static constexpr Person people[] = {{"officer-a", "Cadre d’astreinte A", "onCallOfficer"},
                                        {"authority-a", "Autorité de permanence A", "dutyAuthority"},
                                        {"codis-a", "Officier de liaison A", "liaison:sdis"}};
    for (const auto &person : people)
        if (!command({QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--id"),
                      QString::fromUtf8(person.id), QStringLiteral("--name"), QString::fromUtf8(person.name),
                      QStringLiteral("--role"), QString::fromUtf8(person.role)}))
            return false;
    const auto now = QDateTime::currentDateTimeUtc();
    return command({QStringLiteral("roster"), QStringLiteral("add"), QStringLiteral("--person"),
                    QStringLiteral("authority-a"), QStringLiteral("--from"), now.addSecs(-3600).toString(Qt::ISODate),
                    QStringLiteral("--to"), now.addDays(2).toString(Qt::ISODate)});
}

bool ServerProcess::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->start(program("astreinte-server"),
                     {QStringLiteral("serve"), QStringLiteral("--data"), m_folder.path(), QStringLiteral("--listen"),
                      QStringLiteral("127.0.0.1:%1").arg(m_port), QStringLiteral("--origin"),
                      QStringLiteral("https://127.0.0.1:%1").arg(m_publicPort), QStringLiteral("--public-origin"),
                      QStringLiteral("https://127.0.0.1:%1").arg(m_port)});
    QByteArray said;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < patience && m_process->state() != QProcess::NotRunning) {
        m_process->waitForReadyRead(100);
        said += m_process->readAll();
        if (said.contains("listening on"))
            return true;
    }
    m_problem = QString::fromUtf8(said) + m_process->errorString();
    return false;
}

void ServerProcess::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(patience);
    m_process.reset();
}

QString ServerProcess::invite(const QString &person)
{
    QByteArray said;
    if (!command({QStringLiteral("enrol"), QStringLiteral("--person"), person}, &said))
        return {};
    static const QRegularExpression link(QStringLiteral("astreinte://\\S+"));
    return link.match(QString::fromUtf8(said)).captured();
}

bool ServerProcess::confirm(const QString &digits)
{
    return command({QStringLiteral("devices"), QStringLiteral("confirm"), digits});
}

bool ServerProcess::publishOnce()
{
    QProcess publisher;
    publisher.start(program("astreinte-publisher"),
                    {QStringLiteral("--data"), m_folder.path(), QStringLiteral("--once")});
    // Not blocking: the publisher reads the page back through the proxy, which lives in this thread.
    (void)QTest::qWaitFor([&] { return publisher.state() == QProcess::NotRunning; }, patience);
    m_problem = QString::fromUtf8(publisher.readAll() + publisher.readAllStandardError());
    return publisher.exitStatus() == QProcess::NormalExit && publisher.exitCode() == 0;
}

ServerProcess::Page ServerProcess::page(const QString &path) const
{
    QNetworkAccessManager manager;
    QNetworkRequest request(QUrl(QStringLiteral("https://127.0.0.1:%1%2").arg(m_port).arg(path)));
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_folder.path() + QStringLiteral("/tls/authority.pem")));
    request.setSslConfiguration(tls);
    request.setTransferTimeout(patience);
    auto *reply = manager.get(request);
    (void)QTest::qWaitFor([reply] { return reply->isFinished(); }, patience);
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

QByteArray ServerProcess::storedPicture(const QByteArray &sha256) const
{
    const auto name = QString::fromLatin1(sha256.toHex());
    QDirIterator files(m_folder.path() + QStringLiteral("/blobs"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (files.fileName().startsWith(name) && file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    return {};
}

int ServerProcess::count(const QString &query) const
{
    const auto found = texts(query);
    return found.isEmpty() ? -1 : found.first().toInt();
}

QStringList ServerProcess::texts(const QString &query) const
{
    QStringList found;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("look"));
        database.setDatabaseName(m_folder.path() + QStringLiteral("/astreinte.db"));
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        if (database.open()) {
            QSqlQuery asked(query, database);
            while (asked.next())
                found.append(asked.value(0).toString());
        }
    }
    QSqlDatabase::removeDatabase(QStringLiteral("look"));
    return found;
}

} // namespace astreinte::tests
