// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/prefecture.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace astreinte::journey {
namespace {

QString program(const QString &name)
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/") + name;
}

// The server must come back on the same port after it was killed, so the port is chosen before it starts.
quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

Prefecture::Prefecture(QString directory, QObject *parent)
    : QObject(parent), m_directory(std::move(directory)), m_administrator(m_directory + QStringLiteral("/server")),
      m_port(freePort()), m_network(m_port)
{
}

QString Prefecture::origin() const
{
    return QStringLiteral("https://127.0.0.1:%1").arg(m_network.port());
}

bool Prefecture::note(const Part &part, bool started)
{
    if (!started)
        m_problem = part.problem();
    return started;
}

bool Prefecture::start()
{
    const auto from = QDateTime::currentDateTimeUtc().addSecs(-3600).toString(Qt::ISODate);
    const auto to = QDateTime::currentDateTimeUtc().addDays(3).toString(Qt::ISODate);
    const QStringList people[] = {
        {QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--id"), QStringLiteral("officer-a"),
         QStringLiteral("--name"), QStringLiteral("Cadre d’astreinte A"), QStringLiteral("--role"),
         QStringLiteral("onCallOfficer")},
        {QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--id"), QStringLiteral("authority-a"),
         QStringLiteral("--name"), QStringLiteral("Autorité de permanence A"), QStringLiteral("--role"),
         QStringLiteral("dutyAuthority")},
        {QStringLiteral("roster"), QStringLiteral("add"), QStringLiteral("--person"), QStringLiteral("authority-a"),
         QStringLiteral("--role"), QStringLiteral("dutyAuthority"), QStringLiteral("--from"), from,
         QStringLiteral("--to"), to},
    };
    for (const auto &arguments : people) {
        if (!m_administrator.command(arguments)) {
            m_problem = m_administrator.problem();
            return false;
        }
    }
    m_server =
        std::make_unique<Part>(program(QStringLiteral("astreinte-server")),
                               QStringList{QStringLiteral("serve"), QStringLiteral("--data"), m_administrator.data(),
                                           QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(m_port),
                                           QStringLiteral("--origin"), origin()},
                               m_directory + QStringLiteral("/server.log"));
    m_publisher = std::make_unique<Part>(program(QStringLiteral("astreinte-publisher")),
                                         QStringList{QStringLiteral("--data"), m_administrator.data()},
                                         m_directory + QStringLiteral("/publisher.log"));
    return restartServer() && note(*m_publisher, m_publisher->start("publishing", 20'000));
}

bool Prefecture::restartServer()
{
    return note(*m_server, m_server->start("listening on", 20'000));
}

Prefecture::Page Prefecture::fetch(const QString &path)
{
    QNetworkAccessManager manager;
    QNetworkRequest request(QUrl(origin() + path));
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(m_administrator.data() + QStringLiteral("/tls/authority.pem")));
    request.setSslConfiguration(tls);
    request.setTransferTimeout(10'000);
    auto *reply = manager.get(request);
    QEventLoop loop;
    connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

QString Prefecture::photographPage(const QString &path, const QString &file)
{
    const auto browser = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (browser.isEmpty())
        return QStringLiteral("chromium is not installed");
    QTemporaryDir profile;
    QProcess process;
    // The deployment's own authority is not in the browser's store, and this browser only draws a picture of our own
    // page.
    process.start(browser,
                  {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                   QStringLiteral("--disable-quic"), QStringLiteral("--no-first-run"),
                   QStringLiteral("--disable-background-networking"), QStringLiteral("--disable-component-update"),
                   QStringLiteral("--disable-sync"), QStringLiteral("--hide-scrollbars"),
                   QStringLiteral("--ignore-certificate-errors"), QStringLiteral("--window-size=900,1400"),
                   QStringLiteral("--user-data-dir=") + profile.path(), QStringLiteral("--screenshot=") + file,
                   origin() + path});
    QDeadlineTimer patience(60'000);
    while (process.state() != QProcess::NotRunning && !patience.hasExpired())
        turn(std::chrono::milliseconds(50));
    return QFile::exists(file) ? QString() : QString::fromUtf8(process.readAllStandardError().right(400));
}

} // namespace astreinte::journey
