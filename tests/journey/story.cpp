// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/story.h"

#include "tests/journey/scene.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTextStream>
#include <cstdio>

namespace astreinte::journey {
namespace {

const QString officerPin = QStringLiteral("246813");
const QString authorityPin = QStringLiteral("975310");
const QString altText = QStringLiteral(
    "Route inondée au crépuscule, l’eau couvre la chaussée, un panneau de danger émerge. Personne n’est visible.");

QStringList phoneArguments(const QString &folder, const QString &name)
{
    return {QStringLiteral("--data"),
            folder + QLatin1Char('/') + name,
            QStringLiteral("--camera-folder"),
            folder + QStringLiteral("/camera"),
            QStringLiteral("--nmea"),
            QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/journey/walk-chateauroux.nmea"),
            QStringLiteral("--simulated-keystore"),
            folder + QStringLiteral("/keys-") + name,
            QStringLiteral("--language"),
            QStringLiteral("fr"),
            QStringLiteral("--size"),
            QStringLiteral("412x915")};
}

} // namespace

Story::Story(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)), m_prefecture(m_folder) {}

bool Story::play()
{
    const bool held = prepare() && enrol(*m_officer, QStringLiteral("officer-a"), officerPin) &&
                      enrol(*m_authority, QStringLiteral("authority-a"), authorityPin) && photograph() && compose() &&
                      surviveDeadZone() && authorise() && publish();
    writeTable();
    return held;
}

bool Story::step(const QString &who, const QString &what, const Act &act)
{
    QElapsedTimer time;
    time.start();
    const auto problem = act();
    m_steps.push_back({who, what, time.elapsed(), problem});
    std::printf("%7.1f s  %-10s %s%s\n", static_cast<double>(m_steps.back().milliseconds) / 1000, qPrintable(who),
                qPrintable(what),
                problem.isEmpty() ? "" : qPrintable(QStringLiteral("\n           FAILED: ") + problem));
    std::fflush(stdout);
    return problem.isEmpty();
}

QString Story::inOrder(const std::vector<Act> &acts)
{
    for (const auto &act : acts) {
        if (const auto problem = act(); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString Story::tap(Phone &phone, const QString &name)
{
    return phone
        .say({{QStringLiteral("do"), QStringLiteral("tap")},
              {QStringLiteral("name"), name},
              {QStringLiteral("ms"), 15'000}})
        .value(QLatin1String("error"))
        .toString();
}

QString Story::type(Phone &phone, const QString &name, const QString &text)
{
    return phone
        .say({{QStringLiteral("do"), QStringLiteral("type")},
              {QStringLiteral("name"), name},
              {QStringLiteral("text"), text}})
        .value(QLatin1String("error"))
        .toString();
}

QString Story::wait(Phone &phone, const QString &name, int milliseconds)
{
    return phone
        .say({{QStringLiteral("do"), QStringLiteral("wait")},
              {QStringLiteral("name"), name},
              {QStringLiteral("ms"), milliseconds}})
        .value(QLatin1String("error"))
        .toString();
}

QString Story::gone(Phone &phone, const QString &name, int milliseconds)
{
    return phone
        .say({{QStringLiteral("do"), QStringLiteral("gone")},
              {QStringLiteral("name"), name},
              {QStringLiteral("ms"), milliseconds}})
        .value(QLatin1String("error"))
        .toString();
}

QString Story::read(Phone &phone, const QString &name, QString *text)
{
    const auto reply = phone.say({{QStringLiteral("do"), QStringLiteral("read")}, {QStringLiteral("name"), name}});
    *text = reply.value(QLatin1String("text")).toString();
    return reply.value(QLatin1String("error")).toString();
}

QString Story::unlock(Phone &phone, const QString &pin)
{
    return inOrder({[&] { return type(phone, QStringLiteral("pinField"), pin); },
                    [&] { return tap(phone, QStringLiteral("unlockButton")); },
                    [&] { return wait(phone, QStringLiteral("takePhotoButton"), 30'000); }});
}

QString Story::photo(Phone &phone, const QString &what)
{
    turn(std::chrono::milliseconds(250)); // the picture is of the screen at rest: motions last under 200 ms
    return phone.picture(++m_pictures, what).isEmpty() ? QStringLiteral("no picture of %1").arg(what) : QString();
}

bool Story::prepare()
{
    QDir(m_folder).removeRecursively();
    QDir().mkpath(m_folder + QStringLiteral("/camera"));
    QDir().mkpath(m_folder + QStringLiteral("/pictures"));
    const auto pictures = m_folder + QStringLiteral("/pictures");
    m_officer = std::make_unique<Phone>(QStringLiteral("officer"), phoneArguments(m_folder, QStringLiteral("officer")),
                                        pictures);
    m_authority = std::make_unique<Phone>(QStringLiteral("authority"),
                                          phoneArguments(m_folder, QStringLiteral("authority")), pictures);
    return step(QStringLiteral("—"), QStringLiteral("A camera picture with EXIF position, orientation 6"),
                [this] {
                    const PhotoFacts facts{46.8149, 1.6869, QDateTime::currentDateTime(), 6};
                    const auto file = m_folder + QStringLiteral("/camera/flooded-road.jpg");
                    return writePhoto(file, paintFloodedRoad(QSize(3000, 4000), 36), facts)
                               ? QString()
                               : QStringLiteral("not written");
                }) &&
           step(QStringLiteral("server"), QStringLiteral("Server and publisher start, people and roster are entered"),
                [this] { return m_prefecture.start() ? QString() : m_prefecture.problem(); }) &&
           step(QStringLiteral("—"), QStringLiteral("Two phones start"), [this] {
               return !m_officer->start()     ? m_officer->problem()
                      : !m_authority->start() ? m_authority->problem()
                                              : QString();
           });
}

bool Story::enrol(Phone &phone, const QString &person, const QString &pin)
{
    const auto who = phone.name();
    return step(who, QStringLiteral("Chooses a PIN"),
                [&] {
                    return inOrder({
                        [&] { return type(phone, QStringLiteral("pinField"), pin); },
                        [&] { return photo(phone, QStringLiteral("pin")); },
                        [&] { return tap(phone, QStringLiteral("choosePinButton")); },
                        [&] { return type(phone, QStringLiteral("pinField"), pin); },
                        [&] { return tap(phone, QStringLiteral("choosePinButton")); },
                        [&] { return wait(phone, QStringLiteral("invitationField"), 30'000); },
                    });
                }) &&
           step(who, QStringLiteral("Enrols with the invitation; the 7 digits are compared and confirmed"), [&] {
               QString digits;
               return inOrder({
                   [&] { return type(phone, QStringLiteral("invitationField"), m_prefecture.invite(person)); },
                   [&] { return photo(phone, QStringLiteral("invitation")); },
                   [&] { return tap(phone, QStringLiteral("enrolButton")); },
                   [&] { return read(phone, QStringLiteral("enrolmentDigits"), &digits); },
                   [&] { return photo(phone, QStringLiteral("digits")); },
                   [&] {
                       digits.remove(QRegularExpression(QStringLiteral("\\D")));
                       const auto done =
                           m_prefecture.command({QStringLiteral("devices"), QStringLiteral("confirm"), digits});
                       return done ? QString() : m_prefecture.problem();
                   },
                   [&] { return wait(phone, QStringLiteral("welcomeDoneButton"), 30'000); },
                   [&] { return photo(phone, QStringLiteral("welcome")); },
                   [&] { return tap(phone, QStringLiteral("welcomeDoneButton")); },
                   [&] { return gone(phone, QStringLiteral("welcomeDoneButton")); },
                   [&] { return photo(phone, QStringLiteral("home")); },
               });
           });
}

bool Story::photograph()
{
    auto &phone = *m_officer;
    return step(phone.name(), QStringLiteral("Takes a photo; position with age and accuracy"),
                [&] {
                    return inOrder({
                        [&] { return tap(phone, QStringLiteral("takePhotoButton")); },
                        [&] { return wait(phone, QStringLiteral("shutterButton")); },
                        [&] {
                            turn(std::chrono::milliseconds(2500)); // the log gives its first fix
                            return photo(phone, QStringLiteral("camera"));
                        },
                        [&] { return tap(phone, QStringLiteral("shutterButton")); },
                        [&] { return wait(phone, QStringLiteral("noneOfTheseButton"), 30'000); },
                        [&] { return photo(phone, QStringLiteral("rights")); },
                    });
                }) &&
           step(phone.name(), QStringLiteral("Answers the image rights: five times « Rien de tout cela »"), [&] {
               std::vector<Act> acts;
               for (int group = 0; group < 5; ++group)
                   acts.push_back([&] { return tap(phone, QStringLiteral("noneOfTheseButton")); });
               acts.push_back([&] { return wait(phone, QStringLiteral("resultCard")); });
               acts.push_back([&] { return type(phone, QStringLiteral("altFrField"), altText); });
               acts.push_back([&] { return photo(phone, QStringLiteral("result")); });
               acts.push_back([&] { return tap(phone, QStringLiteral("rightsContinueButton")); });
               return inOrder(acts);
           });
}

bool Story::compose()
{
    auto &phone = *m_officer;
    return step(phone.name(), QStringLiteral("Opens the « inondation » template and fills in half of it"),
                [&] {
                    return inOrder({
                        [&] { return wait(phone, QStringLiteral("template_premier-message")); },
                        [&] { return photo(phone, QStringLiteral("templates")); },
                        [&] { return tap(phone, QStringLiteral("template_inondation")); },
                        [&] { return type(phone, QStringLiteral("input_coursEau"), QStringLiteral("l’Indre")); },
                        [&] { return type(phone, QStringLiteral("input_communes"), QStringLiteral("chateauroux")); },
                        [&] { return tap(phone, QStringLiteral("commune_36044")); },
                        [&] { return wait(phone, QStringLiteral("savedLabel")); },
                        [&] { return photo(phone, QStringLiteral("form-half")); },
                    });
                }) &&
           step(phone.name(),
                QStringLiteral("The application is killed in the middle of the form; the draft is offered again"),
                [&] {
                    phone.kill();
                    QString river;
                    return inOrder({
                        [&] { return phone.start() ? QString() : phone.problem(); },
                        [&] { return photo(phone, QStringLiteral("locked")); },
                        [&] { return unlock(phone, officerPin); },
                        [&] { return photo(phone, QStringLiteral("home-draft")); },
                        [&] { return tap(phone, QStringLiteral("draft_*")); },
                        [&] { return wait(phone, QStringLiteral("chosen_36044")); },
                        [&] { return read(phone, QStringLiteral("input_coursEau"), &river); },
                        [&] {
                            return river == QStringLiteral("l’Indre")
                                       ? QString()
                                       : QStringLiteral("the river came back as « %1 »").arg(river);
                        },
                    });
                }) &&
           step(phone.name(), QStringLiteral("Finishes the form; every channel fits"), [&] {
               return inOrder({
                   [&] { return tap(phone, QStringLiteral("choice_hausse")); },
                   [&] { return type(phone, QStringLiteral("input_routes"), QStringLiteral("D67 et D27")); },
                   [&] { return photo(phone, QStringLiteral("form")); },
                   [&] { return tap(phone, QStringLiteral("previewButton")); },
                   [&] { return wait(phone, QStringLiteral("closeSheet")); },
                   [&] { return photo(phone, QStringLiteral("preview")); },
                   [&] { return tap(phone, QStringLiteral("closeSheet")); },
                   [&] { return tap(phone, QStringLiteral("proofButton")); },
                   [&] { return wait(phone, QStringLiteral("submitButton")); },
                   [&] { return photo(phone, QStringLiteral("proof")); },
               });
           });
}

bool Story::surviveDeadZone()
{
    auto &phone = *m_officer;
    return step(phone.name(), QStringLiteral("Submits in a dead zone: kept in the outbox"),
                [&] {
                    m_prefecture.network().cut();
                    return inOrder({
                        [&] { return tap(phone, QStringLiteral("submitButton")); },
                        [&] { return wait(phone, QStringLiteral("rung_phone_done")); },
                        [&] { return wait(phone, QStringLiteral("offlineBanner"), 30'000); },
                        [&] { return photo(phone, QStringLiteral("outbox-offline")); },
                    });
                }) &&
           step(phone.name(),
                QStringLiteral("The network returns, drops in the middle of the photo, and the application is killed"),
                [&] {
                    auto &network = m_prefecture.network();
                    network.cutAfter(260'000);
                    network.mend();
                    for (int i = 0; i < 400 && !network.isCut(); ++i)
                        turn(std::chrono::milliseconds(100));
                    if (!network.isCut())
                        return QStringLiteral("the upload did not begin by itself within 40 s");
                    phone.kill();
                    return inOrder({[&] { return phone.start() ? QString() : phone.problem(); },
                                    [&] { return unlock(phone, officerPin); }});
                }) &&
           step(QStringLiteral("server"),
                QStringLiteral("The server is killed while the phone sends, and started again"), [&] {
                    m_prefecture.killServer();
                    m_prefecture.network().mend();
                    turn(std::chrono::milliseconds(500));
                    return inOrder({
                        [&] { return m_prefecture.restartServer() ? QString() : m_prefecture.problem(); },
                        [&] { return tap(phone, QStringLiteral("outboxRow")); },
                        [&] { return tap(phone, QStringLiteral("submission_*")); },
                        [&] { return wait(phone, QStringLiteral("rung_server_done"), 90'000); },
                        [&] { return photo(phone, QStringLiteral("outbox-received")); },
                    });
                });
}

bool Story::authorise()
{
    auto &phone = *m_authority;
    return step(QStringLiteral("public"), QStringLiteral("Nothing is public before the authority has decided"),
                [&] {
                    const auto page = m_prefecture.fetch(QStringLiteral("/"));
                    if (page.status != 200)
                        return QStringLiteral("the public page answers %1").arg(page.status);
                    const bool leaked = page.body.contains("Inondation") || page.body.contains("/messages/");
                    return leaked ? QStringLiteral("the public page already shows the message") : QString();
                }) &&
           step(phone.name(), QStringLiteral("Reads exactly what will be published"),
                [&] {
                    return inOrder({
                        [&] { return tap(phone, QStringLiteral("reviewRow")); },
                        [&] { return wait(phone, QStringLiteral("review_*"), 30'000); },
                        [&] { return photo(phone, QStringLiteral("review-queue")); },
                        [&] { return tap(phone, QStringLiteral("review_*")); },
                        [&] { return wait(phone, QStringLiteral("approveButton"), 30'000); },
                        [&] { return photo(phone, QStringLiteral("review")); },
                    });
                }) &&
           step(phone.name(), QStringLiteral("Authorises with the PIN"), [&] {
               return inOrder({
                   [&] { return tap(phone, QStringLiteral("approveButton")); },
                   [&] { return type(phone, QStringLiteral("pinField"), authorityPin); },
                   [&] { return photo(phone, QStringLiteral("decision")); },
                   [&] { return tap(phone, QStringLiteral("decideButton")); },
                   [&] { return wait(phone, QStringLiteral("decidedLabel"), 30'000); },
                   [&] { return photo(phone, QStringLiteral("decided")); },
               });
           });
}

bool Story::publish()
{
    auto &phone = *m_officer;
    return step(phone.name(), QStringLiteral("Sees « publié » with the link"),
                [&] {
                    return inOrder({[&] { return wait(phone, QStringLiteral("rung_published_done"), 60'000); },
                                    [&] { return photo(phone, QStringLiteral("outbox-published")); }});
                }) &&
           step(QStringLiteral("public"), QStringLiteral("The page, the photo and the feeds are public"),
                [&] {
                    const auto home = m_prefecture.fetch(QStringLiteral("/"));
                    static const QRegularExpression link(QStringLiteral("/messages/[0-9a-f-]{36}"));
                    m_permalink = link.match(QString::fromUtf8(home.body)).captured();
                    const auto page = m_prefecture.fetch(m_permalink);
                    static const QRegularExpression picture(QStringLiteral("/photos/[0-9a-f]{64}"));
                    const auto photo = m_prefecture.fetch(picture.match(QString::fromUtf8(page.body)).captured());
                    QFile saved(m_folder + QStringLiteral("/published.html"));
                    if (!saved.open(QIODevice::WriteOnly) || saved.write(page.body) != page.body.size())
                        return QStringLiteral("published.html: ") + saved.errorString();
                    if (!page.body.contains("D67 et D27") || !page.body.contains(altText.toUtf8()))
                        return QStringLiteral("the page does not hold the message and its alternative text");
                    if (!photo.body.startsWith("\xff\xd8\xff") || photo.body.contains("SN-0000042"))
                        return QStringLiteral("the photo is not a clean JPEG");
                    for (const auto &feed : {QStringLiteral("/feed.atom"), QStringLiteral("/feed.json")}) {
                        if (!m_prefecture.fetch(feed).body.contains(m_permalink.toUtf8()))
                            return feed + QStringLiteral(" does not hold the message");
                    }
                    return QString();
                }) &&
           step(QStringLiteral("public"), QStringLiteral("The page as a reader sees it"), [&] {
               return m_prefecture.photographPage(m_permalink,
                                                  m_folder + QStringLiteral("/pictures/99-public-page.png"));
           });
}

void Story::writeTable() const
{
    QFile file(m_folder + QStringLiteral("/steps.md"));
    if (!file.open(QIODevice::WriteOnly))
        return;
    QTextStream table(&file);
    table << "| # | who | step | seconds | result |\n|---|---|---|---|---|\n";
    int number = 0;
    for (const auto &step : m_steps) {
        table << "| " << ++number << " | " << step.who << " | " << step.what << " | "
              << QString::number(static_cast<double>(step.milliseconds) / 1000, 'f', 1) << " | "
              << (step.problem.isEmpty() ? QStringLiteral("held") : step.problem) << " |\n";
    }
    table << "\nPublic page: " << m_prefecture.origin() << m_permalink << "\n";
}

} // namespace astreinte::journey
