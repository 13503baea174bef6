// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/upload/tus_reference.h"

#include <QDir>
#include <QStandardPaths>
#include <QTcpSocket>

namespace astreinte::tests {
namespace {

const QString program = QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/bench/upload/tus_reference.mjs");

} // namespace

TusReference::~TusReference()
{
    m_server.terminate();
    m_server.waitForFinished(5000);
}

bool TusReference::start()
{
    m_node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (m_node.isEmpty())
        m_problem = QStringLiteral("node is not installed (package nodejs)");
    else if (m_packages.isEmpty())
        m_problem = QStringLiteral("ASTREINTE_TUS names no folder of npm packages");
    for (const auto *package : {"tus-js-client", "@tus/server", "@tus/file-store"})
        if (m_problem.isEmpty() && !QDir(m_packages).exists(QStringLiteral("node_modules/") + QLatin1String(package)))
            m_problem = QStringLiteral("the npm package %1 is not in ASTREINTE_TUS").arg(QLatin1String(package));
    if (!m_problem.isEmpty())
        return false;
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(m_node, {program, m_packages, QStringLiteral("serve"), QString::number(m_port), m_store.path()});
    for (int attempt = 0; attempt < 200; ++attempt) {
        QTcpSocket probe;
        probe.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        if (probe.waitForConnected(100))
            return true;
        if (m_server.waitForFinished(50))
            break;
    }
    m_problem = QString::fromUtf8(m_server.readAll());
    return false;
}

double TusReference::put(const QStringList &files, qint64 part) const
{
    QProcess client;
    client.start(m_node, QStringList{program, m_packages, QStringLiteral("put"),
                                     QStringLiteral("http://127.0.0.1:%1/files").arg(m_port), QString::number(part)} +
                             files);
    if (!client.waitForFinished(300'000) || client.exitCode() != 0)
        return -1;
    return client.readAllStandardOutput().trimmed().toDouble();
}

} // namespace astreinte::tests
