// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/upload/nginx.h"

#include <QDir>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTcpSocket>
#include <fcntl.h>
#include <unistd.h>

namespace astreinte::tests {
namespace {

constexpr char configuration[] = R"(daemon off; %4 master_process off; pid %1/pid; error_log %1/error.log;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path %1/body; proxy_temp_path %1/p; fastcgi_temp_path %1/f;
  uwsgi_temp_path %1/u; scgi_temp_path %1/s; client_max_body_size 0;
  server {
    listen 127.0.0.1:%2 ssl; ssl_protocols TLSv1.3; ssl_certificate %3/server.pem; ssl_certificate_key %3/server.key;
    location / { root %1/store; dav_methods PUT; }
  }
})";

bool fsynced(const QString &path, int flags)
{
    const int file = ::open(qPrintable(path), flags | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    return file >= 0 && ::close(file) == 0 && done;
}

} // namespace

Nginx::Nginx(quint16 port, QString tls) : m_port(port), m_tls(std::move(tls)) {}

Nginx::~Nginx()
{
    m_process.terminate();
    m_process.waitForFinished(5000);
}

bool Nginx::start()
{
    const auto program = QStandardPaths::findExecutable(
        QStringLiteral("nginx"),
        {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/sbin")});
    if (program.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty()) {
        m_problem = program.isEmpty() ? QStringLiteral("nginx is not installed (package nginx)")
                                      : QStringLiteral("curl is not installed (package curl)");
        return false;
    }
    QDir(m_folder.path()).mkpath(QStringLiteral("store"));
    QFile file(m_folder.filePath(QStringLiteral("nginx.conf")));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(QString::fromLatin1(configuration)
                   .arg(m_folder.path())
                   .arg(m_port)
                   .arg(m_tls, ::geteuid() == 0 ? QStringLiteral("user root;") : QString())
                   .toUtf8());
    file.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, {QStringLiteral("-c"), file.fileName(), QStringLiteral("-p"), m_folder.path()});
    for (int attempt = 0; attempt < 100; ++attempt) {
        QTcpSocket probe;
        probe.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (probe.waitForConnected(100))
            return true;
        if (m_process.waitForFinished(50))
            break;
    }
    m_problem = QString::fromUtf8(m_process.readAll());
    return false;
}

std::optional<Nginx::Put> Nginx::put(const QString &file)
{
    QElapsedTimer timer;
    timer.start();
    const int code =
        QProcess::execute(QStringLiteral("curl"),
                          {QStringLiteral("-sSf"), QStringLiteral("--cacert"), m_tls + QStringLiteral("/authority.pem"),
                           QStringLiteral("-H"), QStringLiteral("Expect:"), QStringLiteral("-T"), file,
                           QStringLiteral("https://127.0.0.1:%1/upload").arg(m_port)});
    Put put{double(timer.nsecsElapsed()) / 1e9, 0};
    const bool durable = fsynced(m_folder.filePath(QStringLiteral("store/upload")), O_RDONLY) &&
                         fsynced(m_folder.filePath(QStringLiteral("store")), O_RDONLY | O_DIRECTORY);
    put.durableSeconds = double(timer.nsecsElapsed()) / 1e9;
    return code == 0 && durable ? std::optional(put) : std::nullopt;
}

} // namespace astreinte::tests
