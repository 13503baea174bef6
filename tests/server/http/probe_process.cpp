// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/http/probe_process.h"

#include <QFile>

namespace astreinte::http_test {

ProbeProcess::ProbeProcess(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(HTTP_PROBE), arguments);
    if (m_process.waitForReadyRead(10'000))
        m_port = m_process.readLine().trimmed().toUShort();
}

ProbeProcess::~ProbeProcess()
{
    if (running())
        finish();
}

int ProbeProcess::finish(std::chrono::milliseconds patience)
{
    m_process.closeWriteChannel();
    const bool ended = m_process.waitForFinished(static_cast<int>(patience.count()));
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

qint64 ProbeProcess::status(const QByteArray &field) const
{
    QFile file(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith(field))
            return line.mid(field.size()).trimmed().split(' ').first().toLongLong();
    return -1;
}

} // namespace astreinte::http_test
