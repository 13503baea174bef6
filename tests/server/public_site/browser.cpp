// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/public_site/browser.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace astreinte::tests {
namespace {

constexpr int longestSilence = 30'000; // ms
// Chromium reads commands from descriptor 3 and writes answers to 4.
constexpr int commands = 3;
constexpr int answers = 4;

// Both ends above the two that the child takes.
bool makePipe(int (&ends)[2])
{
    int made[2];
    if (::pipe2(made, O_CLOEXEC) != 0)
        return false;
    for (int end = 0; end < 2; ++end) {
        ends[end] = ::fcntl(made[end], F_DUPFD_CLOEXEC, answers + 1);
        ::close(made[end]);
    }
    return ends[0] >= 0 && ends[1] >= 0;
}

} // namespace

Browser::~Browser()
{
    if (m_process.state() != QProcess::NotRunning) {
        (void)call(QStringLiteral("Browser.close"));
        if (!m_process.waitForFinished(5'000))
            m_process.kill();
        m_process.waitForFinished();
    }
    for (const int end : {m_toBrowser, m_fromBrowser})
        if (end >= 0)
            ::close(end);
}

bool Browser::start(const QString &program)
{
    int toBrowser[2];
    int fromBrowser[2];
    if (!m_profile.isValid() || !makePipe(toBrowser) || !makePipe(fromBrowser))
        return false;
    m_toBrowser = toBrowser[1];
    m_fromBrowser = fromBrowser[0];
    m_process.setChildProcessModifier([in = toBrowser[0], out = fromBrowser[1]] {
        ::dup2(in, commands);
        ::dup2(out, answers);
    });
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.start(program,
                    {QStringLiteral("--headless=new"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                     QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--no-first-run"),
                     QStringLiteral("--disable-background-networking"), QStringLiteral("--disable-component-update"),
                     QStringLiteral("--disable-sync"), QStringLiteral("--disable-extensions"),
                     QStringLiteral("--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"),
                     QStringLiteral("--ignore-certificate-errors"), QStringLiteral("--hide-scrollbars"),
                     QStringLiteral("--remote-debugging-pipe"), QStringLiteral("--user-data-dir=") + m_profile.path(),
                     QStringLiteral("about:blank")});
    const auto started = m_process.waitForStarted();
    ::close(toBrowser[0]);
    ::close(fromBrowser[1]);
    if (!started)
        return false;
    const auto target =
        call(QStringLiteral("Target.createTarget"), {{QStringLiteral("url"), QStringLiteral("about:blank")}});
    m_session =
        call(QStringLiteral("Target.attachToTarget"),
             {{QStringLiteral("targetId"), target.value(QLatin1String("targetId"))}, {QStringLiteral("flatten"), true}})
            .value(QLatin1String("sessionId"))
            .toString();
    (void)call(QStringLiteral("Page.enable"));
    (void)call(QStringLiteral("Network.enable"));
    return !m_session.isEmpty();
}

QJsonObject Browser::next()
{
    while (!m_read.contains('\0')) {
        pollfd waiting{m_fromBrowser, POLLIN, 0};
        if (::poll(&waiting, 1, longestSilence) <= 0)
            return {};
        char bytes[65536];
        const auto count = ::read(m_fromBrowser, bytes, sizeof(bytes));
        if (count <= 0)
            return {};
        m_read.append(bytes, count);
    }
    const auto end = m_read.indexOf('\0');
    const auto message = QJsonDocument::fromJson(m_read.first(end)).object();
    m_read.remove(0, end + 1);
    const auto method = message.value(QLatin1String("method")).toString();
    if (method == QLatin1String("Network.requestWillBeSent"))
        m_asked += message.value(QLatin1String("params"))[QLatin1String("request")][QLatin1String("url")].toString();
    if (!method.isEmpty())
        m_events += method;
    return message;
}

QJsonObject Browser::call(const QString &method, const QJsonObject &parameters)
{
    QJsonObject command{
        {QStringLiteral("id"), ++m_last}, {QStringLiteral("method"), method}, {QStringLiteral("params"), parameters}};
    if (!m_session.isEmpty())
        command.insert(QStringLiteral("sessionId"), m_session);
    const auto bytes = QJsonDocument(command).toJson(QJsonDocument::Compact) + '\0';
    for (qsizetype written = 0; written < bytes.size();) {
        const auto count =
            ::write(m_toBrowser, bytes.constData() + written, static_cast<std::size_t>(bytes.size() - written));
        if (count <= 0)
            return {};
        written += count;
    }
    while (true) {
        const auto message = next();
        if (message.isEmpty())
            return {};
        if (message.value(QLatin1String("id")).toInt() == m_last)
            return message.value(QLatin1String("result")).toObject();
    }
}

bool Browser::waitFor(const QString &event)
{
    while (!m_events.contains(event))
        if (next().isEmpty())
            return false;
    return true;
}

bool Browser::look(int width, int height, bool dark)
{
    const QJsonObject scheme{{QStringLiteral("name"), QStringLiteral("prefers-color-scheme")},
                             {QStringLiteral("value"), dark ? QStringLiteral("dark") : QStringLiteral("light")}};
    (void)call(QStringLiteral("Emulation.setEmulatedMedia"), {{QStringLiteral("features"), QJsonArray{scheme}}});
    (void)call(QStringLiteral("Emulation.setDeviceMetricsOverride"), {{QStringLiteral("width"), width},
                                                                      {QStringLiteral("height"), height},
                                                                      {QStringLiteral("deviceScaleFactor"), 1},
                                                                      {QStringLiteral("mobile"), false}});
    const auto seen = evaluate(QStringLiteral("innerWidth + ' ' + matchMedia('(prefers-color-scheme: dark)').matches"));
    return seen.toString() ==
           QStringLiteral("%1 %2").arg(width).arg(dark ? QLatin1String("true") : QLatin1String("false"));
}

bool Browser::open(const QString &address)
{
    m_events.clear();
    const auto answer = call(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), address}});
    return !answer.isEmpty() && !answer.contains(QLatin1String("errorText")) &&
           waitFor(QStringLiteral("Page.loadEventFired"));
}

QJsonValue Browser::evaluate(const QString &expression)
{
    const auto answer = call(QStringLiteral("Runtime.evaluate"), {{QStringLiteral("expression"), expression},
                                                                  {QStringLiteral("awaitPromise"), true},
                                                                  {QStringLiteral("returnByValue"), true}});
    return answer.contains(QLatin1String("exceptionDetails"))
               ? QJsonValue(QJsonValue::Undefined)
               : answer.value(QLatin1String("result"))[QLatin1String("value")];
}

QByteArray Browser::picture()
{
    const auto answer =
        call(QStringLiteral("Page.captureScreenshot"), {{QStringLiteral("captureBeyondViewport"), true}});
    return QByteArray::fromBase64(answer.value(QLatin1String("data")).toString().toLatin1());
}

} // namespace astreinte::tests
