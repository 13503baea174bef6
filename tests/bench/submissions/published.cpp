// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/published.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <algorithm>

namespace astreinte::tests {
namespace {

constexpr int patience = 30'000;           // milliseconds
constexpr unsigned long betweenAsking = 5; // milliseconds

} // namespace

double Times::at(double part) const
{
    auto sorted = milliseconds;
    std::ranges::sort(sorted);
    const auto place = static_cast<std::size_t>(part * static_cast<double>(sorted.size()));
    return sorted.empty() ? 0 : sorted[std::min(place, sorted.size() - 1)];
}

InstalledPublisher::InstalledPublisher(Stage &stage)
{
    const auto authority = stage.prefecture.folder() + QStringLiteral("/bench-authority.pem");
    QFile file(authority);
    if (!file.open(QIODevice::WriteOnly) || file.write(stage.prefecture.authorityPem()) <= 0)
        qFatal("the certificate was not written");
    file.close();
    m_process.start(QStringLiteral(ASTREINTE_PROGRAMS) + QStringLiteral("/astreinte-publisher"),
                    {QStringLiteral("--data"), stage.prefecture.folder(), QStringLiteral("--ca"), authority});
    if (!m_process.waitForReadyRead(patience))
        qFatal("the publisher did not start");
}

InstalledPublisher::~InstalledPublisher()
{
    m_process.terminate();
    m_process.waitForFinished(patience);
}

double authoriseToPublished(Stage &stage, Connection &reader)
{
    auto draft = stage.officer->draft();
    draft.incident.reset();
    const auto submission = stage.received(draft);
    const auto statement = stage.authority->statementOn(submission.id().text(), 1).value();
    const auto path = "/messages/" + submission.id().text().toLatin1();
    QElapsedTimer timer;
    timer.start();
    if (const auto reply = stage.authority->decide(statement); reply.status != 201)
        qFatal("not authorised: %d", reply.status);
    while (reader.exchange("GET", path, {}).status != 200) {
        if (timer.elapsed() > patience)
            qFatal("not published after %d ms", patience);
        QThread::msleep(betweenAsking);
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace astreinte::tests
