// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/scale/server_group.h"

#include <QTcpServer>
#include <csignal>

namespace astreinte::tests {
namespace {

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

ServerGroup::~ServerGroup()
{
    for (const auto &member : m_members) {
        member->process.kill();
        member->process.waitForFinished();
    }
}

bool ServerGroup::start(int count)
{
    for (int i = 0; i < count; ++i) {
        auto &member = *m_members.emplace_back(std::make_unique<Member>());
        const auto data = member.folder.filePath(QStringLiteral("data"));
        if (QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), m_prefecture.folder(), data}) != 0)
            return false;
        member.process.setProcessChannelMode(QProcess::MergedChannels);
        const auto port = freePort();
        member.process.start(QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-server"),
                             {QStringLiteral("serve"), QStringLiteral("--data"), data, QStringLiteral("--listen"),
                              QStringLiteral("127.0.0.1:%1").arg(port), QStringLiteral("--origin"),
                              m_prefecture.origin()});
        QByteArray said;
        while (!said.contains("listening on") && member.process.waitForReadyRead(30'000))
            said += member.process.readAll();
        if (!said.contains("listening on")) {
            qWarning("%s", said.constData());
            return false;
        }
        member.port = port;
    }
    return true;
}

void ServerGroup::kill(int which)
{
    auto &member = *m_members[static_cast<std::size_t>(which)];
    member.port = 0;
    ::kill(static_cast<pid_t>(member.process.processId()), SIGKILL);
}

quint16 ServerGroup::port(int turn) const
{
    const auto count = static_cast<int>(m_members.size());
    for (int i = 0; i < count; ++i)
        if (const auto port = m_members[static_cast<std::size_t>((turn + i) % count)]->port.load(); port != 0)
            return port;
    return 0;
}

} // namespace astreinte::tests
