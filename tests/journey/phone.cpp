// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/phone.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcessEnvironment>

namespace astreinte::journey {
namespace {

using namespace std::chrono_literals;

constexpr auto longestMotion = 250ms; // motions last under 200 ms: a picture is of the screen at rest
constexpr int patienceToTap = 15'000; // milliseconds
// What Qt Multimedia says where there is no graphics processor; it then converts the frames itself.
const QString withoutGraphics = QStringLiteral("QRhi* initializeRHI(QRhi*) : No RHI backend. Using CPU conversion.");

QString errorOf(const QJsonObject &reply)
{
    return reply.value(QLatin1String("error")).toString();
}

} // namespace

Phone::Phone(QString name, QStringList arguments, QString pictures, QObject *parent)
    : QObject(parent), m_name(std::move(name)), m_pictures(std::move(pictures)),
      m_log(m_pictures + QStringLiteral("/%1.log").arg(m_name)),
      m_part(QCoreApplication::applicationDirPath() + QStringLiteral("/astreinte-journey-phone"), std::move(arguments),
             m_log)
{
    // Qt warns where a session has given no run-time folder, as on a build machine; a phone always has one.
    auto environment = QProcessEnvironment::systemEnvironment();
    const auto runtime = m_pictures + QStringLiteral("/run-") + m_name;
    QDir().mkpath(runtime);
    QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime);
    m_part.process().setProcessEnvironment(environment);
}

QString Phone::start()
{
    return m_part.start("{\"ready\"", 60'000) ? QString() : m_part.problem();
}

QJsonObject Phone::order(const QString &verb, const QString &item, QJsonObject more)
{
    more.insert(QStringLiteral("do"), verb);
    more.insert(QStringLiteral("name"), item);
    m_part.write(QJsonDocument(more).toJson(QJsonDocument::Compact));
    const auto patience = more.value(QLatin1String("ms")).toInt(8000) + 20'000;
    const auto reply = QJsonDocument::fromJson(m_part.readLine(patience)).object();
    if (reply.isEmpty())
        return {{QStringLiteral("ok"), false},
                {QStringLiteral("error"), QStringLiteral("%1 no longer answers").arg(m_name)}};
    return reply;
}

QString Phone::tap(const QString &item)
{
    ++m_gestures.taps;
    return errorOf(order(QStringLiteral("tap"), item, {{QStringLiteral("ms"), patienceToTap}}));
}

QString Phone::type(const QString &item, const QString &text)
{
    ++m_gestures.fields;
    return errorOf(order(QStringLiteral("type"), item, {{QStringLiteral("text"), text}}));
}

QString Phone::wait(const QString &item, int milliseconds)
{
    return errorOf(order(QStringLiteral("wait"), item, {{QStringLiteral("ms"), milliseconds}}));
}

QString Phone::gone(const QString &item, int milliseconds)
{
    return errorOf(order(QStringLiteral("gone"), item, {{QStringLiteral("ms"), milliseconds}}));
}

QString Phone::read(const QString &item, QString *text)
{
    const auto reply = order(QStringLiteral("read"), item);
    *text = reply.value(QLatin1String("text")).toString();
    return errorOf(reply);
}

QStringList Phone::texts()
{
    QStringList texts;
    for (const auto all = order(QStringLiteral("texts"), {}).value(QLatin1String("texts")).toArray();
         const auto &text : all)
        texts.append(text.toString());
    return texts;
}

QString Phone::picture(int number, const QString &what)
{
    turn(longestMotion);
    const auto file =
        QStringLiteral("%1/%2-%3-%4.png").arg(m_pictures).arg(number, 2, 10, QLatin1Char('0')).arg(m_name, what);
    const auto reply = order(QStringLiteral("shot"), {}, {{QStringLiteral("file"), file}});
    return reply.value(QLatin1String("ok")).toBool() ? QString() : QStringLiteral("no picture of %1").arg(what);
}

QStringList Phone::complaints() const
{
    QFile log(m_log);
    if (!log.open(QIODevice::ReadOnly))
        return {};
    auto lines = QString::fromUtf8(log.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    lines.removeIf([](const QString &line) { return line == withoutGraphics; });
    return lines;
}

} // namespace astreinte::journey
