// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/administrator.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRegularExpression>

namespace astreinte::journey {

std::optional<QByteArray> Administrator::command(const QStringList &arguments)
{
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/astreinte-server"),
                  arguments + QStringList{QStringLiteral("--data"), m_data});
    process.waitForFinished(20'000);
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return process.readAllStandardOutput();
    m_problem = QStringLiteral("astreinte-server %1: %2")
                    .arg(arguments.join(QLatin1Char(' ')), QString::fromUtf8(process.readAllStandardError()));
    return std::nullopt;
}

QString Administrator::invite(const QString &person)
{
    const auto said = QString::fromUtf8(
        command({QStringLiteral("enrol"), QStringLiteral("--person"), person}).value_or(QByteArray()));
    static const QRegularExpression link(QStringLiteral("astreinte://\\S+"));
    return link.match(said).captured();
}

QString Administrator::confirm(const QString &digits)
{
    auto bare = digits;
    bare.remove(QRegularExpression(QStringLiteral("\\D")));
    return command({QStringLiteral("devices"), QStringLiteral("confirm"), bare}) ? QString() : m_problem;
}

} // namespace astreinte::journey
