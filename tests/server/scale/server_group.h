// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/prefecture.h"

#include <QProcess>
#include <array>

namespace astreinte::tests {

// Several `astreinte-server` processes of one installation, as on machines of their own: each has a copy of the folder
// (keys, certificate, the database's address), and nothing but the database is shared. They answer for the origin of
// the prefecture that they are copied from.
class ServerGroup
{
public:
    explicit ServerGroup(const Prefecture &prefecture) : m_prefecture(prefecture) {}
    ~ServerGroup();
    ServerGroup(const ServerGroup &) = delete;
    ServerGroup &operator=(const ServerGroup &) = delete;

    bool start(int count);
    void kill(int which); // SIGKILL
    // Of one that lives: what a balancer in front would choose for the `turn`-th connection.
    [[nodiscard]] quint16 port(int turn) const;

private:
    struct Member
    {
        QTemporaryDir folder;
        QProcess process;
        std::atomic<quint16> port{0}; // 0: killed
    };
    const Prefecture &m_prefecture;
    std::vector<std::unique_ptr<Member>> m_members;
};

} // namespace astreinte::tests
