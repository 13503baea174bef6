// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/story.h"

#include "tests/journey/first_run.h"
#include "tests/journey/scene.h"

#include <QDir>

namespace astreinte::journey {

Story::Story(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)), m_prefecture(m_folder) {}

bool Story::play()
{
    const bool held = prepare() && enrol(*m_officer, QStringLiteral("officer-a"), officerPin) &&
                      enrol(*m_authority, QStringLiteral("authority-a"), authorityPin) && photograph() && compose() &&
                      surviveDeadZone() && authorise() && publish() && hasten() && changeLanguage() && checkJournal() &&
                      hearNoComplaint();
    m_telling.write(m_folder + QStringLiteral("/steps.md"),
                    QStringLiteral("Public page: ") + m_prefecture.origin() + m_permalink);
    return held;
}

std::unique_ptr<Phone> Story::phone(const QString &name, const QString &language) const
{
    const QStringList arguments{QStringLiteral("--data"),
                                m_folder + QLatin1Char('/') + name,
                                QStringLiteral("--camera-folder"),
                                m_folder + QStringLiteral("/camera"),
                                QStringLiteral("--nmea"),
                                QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/journey/walk-chateauroux.nmea"),
                                QStringLiteral("--simulated-keystore"),
                                m_folder + QStringLiteral("/keys-") + name,
                                QStringLiteral("--language"),
                                language,
                                QStringLiteral("--size"),
                                QStringLiteral("412x915")};
    return std::make_unique<Phone>(name, arguments, m_folder + QStringLiteral("/pictures"));
}

QString Story::unlock(Phone &phone, const QString &pin)
{
    return inOrder({[&] { return phone.type(QStringLiteral("pinField"), pin); },
                    [&] { return phone.tap(QStringLiteral("unlockButton")); },
                    [&] { return phone.wait(QStringLiteral("takePhotoButton"), 30'000); }});
}

QString Story::photo(Phone &phone, const QString &what)
{
    return phone.picture(++m_pictures, what);
}

bool Story::prepare()
{
    QDir(m_folder).removeRecursively();
    QDir().mkpath(m_folder + QStringLiteral("/camera"));
    QDir().mkpath(m_folder + QStringLiteral("/pictures"));
    m_officer = phone(QStringLiteral("officer"), QStringLiteral("fr"));
    m_authority = phone(QStringLiteral("authority"), QStringLiteral("fr"));
    return m_telling.step(QStringLiteral("—"), QStringLiteral("A camera picture with EXIF position, orientation 6"),
                          [this] {
                              const PhotoFacts facts{46.8149, 1.6869, QDateTime::currentDateTime(), 6};
                              const auto file = m_folder + QStringLiteral("/camera/flooded-road.jpg");
                              return writePhoto(file, paintFloodedRoad(QSize(3000, 4000), 36), facts)
                                         ? QString()
                                         : QStringLiteral("not written");
                          }) &&
           m_telling.step(QStringLiteral("server"),
                          QStringLiteral("Server and publisher start, people and roster are entered"),
                          [this] { return m_prefecture.start() ? QString() : m_prefecture.problem(); }) &&
           m_telling.step(QStringLiteral("—"), QStringLiteral("Two phones start"), [this] {
               return inOrder({[this] { return m_officer->start(); }, [this] { return m_authority->start(); }});
           });
}

bool Story::enrol(Phone &phone, const QString &person, const QString &pin)
{
    const FirstRun first{phone, m_prefecture.administrator(), pin,
                         [this, &phone](const QString &what) { return photo(phone, what); }};
    return m_telling.step(phone.name(), QStringLiteral("Chooses a PIN"), [&] { return first.choosePin(); }) &&
           m_telling.step(phone.name(),
                          QStringLiteral("Enrols with the invitation; the 7 digits are compared and confirmed"),
                          [&] { return first.enrol(person); });
}

bool Story::photograph()
{
    auto &phone = *m_officer;
    return m_telling.step(phone.name(), QStringLiteral("Takes a photo; position with age and accuracy"),
                          [&] {
                              return inOrder({
                                  [&] { return phone.tap(QStringLiteral("takePhotoButton")); },
                                  [&] { return phone.wait(QStringLiteral("shutterButton")); },
                                  [&] {
                                      turn(std::chrono::milliseconds(2500)); // the log gives its first fix
                                      return photo(phone, QStringLiteral("camera"));
                                  },
                                  [&] { return phone.tap(QStringLiteral("shutterButton")); },
                                  [&] { return phone.wait(QStringLiteral("noneOfTheseButton"), 30'000); },
                                  [&] { return photo(phone, QStringLiteral("rights")); },
                              });
                          }) &&
           m_telling.step(phone.name(), QStringLiteral("Answers the image rights: five times « Rien de tout cela »"),
                          [&] {
                              std::vector<Act> acts(5, [&] { return phone.tap(QStringLiteral("noneOfTheseButton")); });
                              return inOrder(acts);
                          });
}

bool Story::compose()
{
    auto &phone = *m_officer;
    return m_telling.step(
               phone.name(), QStringLiteral("Opens the « inondation » template and fills in half of it"),
               [&] {
                   return inOrder({
                       [&] { return phone.wait(QStringLiteral("template_premier-message")); },
                       [&] { return photo(phone, QStringLiteral("templates")); },
                       [&] { return phone.tap(QStringLiteral("template_inondation")); },
                       [&] { return phone.type(QStringLiteral("altFrField"), altText); },
                       [&] { return photo(phone, QStringLiteral("description")); },
                       [&] { return phone.type(QStringLiteral("input_coursEau"), QStringLiteral("l’Indre")); },
                       [&] { return phone.type(QStringLiteral("input_communes"), QStringLiteral("chateauroux")); },
                       [&] { return phone.tap(QStringLiteral("commune_36044")); },
                       [&] { return phone.wait(QStringLiteral("savedLabel")); },
                       [&] { return photo(phone, QStringLiteral("form-half")); },
                   });
               }) &&
           m_telling.step(
               phone.name(),
               QStringLiteral("The application is killed in the middle of the form; the draft is offered again"),
               [&] {
                   phone.kill();
                   QString river;
                   return inOrder({
                       [&] { return phone.start(); },
                       [&] { return photo(phone, QStringLiteral("locked")); },
                       [&] { return unlock(phone, officerPin); },
                       [&] { return photo(phone, QStringLiteral("home-draft")); },
                       [&] { return phone.tap(QStringLiteral("draft_*")); },
                       [&] { return phone.wait(QStringLiteral("chosen_36044")); },
                       [&] { return phone.read(QStringLiteral("input_coursEau"), &river); },
                       [&] {
                           return river == QStringLiteral("l’Indre")
                                      ? QString()
                                      : QStringLiteral("the river came back as « %1 »").arg(river);
                       },
                   });
               }) &&
           m_telling.step(phone.name(), QStringLiteral("Finishes the form; every channel fits"), [&] {
               return inOrder({
                   [&] { return phone.tap(QStringLiteral("choice_hausse")); },
                   [&] { return phone.type(QStringLiteral("input_routes"), QStringLiteral("D67 et D27")); },
                   [&] { return photo(phone, QStringLiteral("form")); },
                   [&] { return phone.tap(QStringLiteral("previewButton")); },
                   [&] { return phone.wait(QStringLiteral("closeSheet")); },
                   [&] { return photo(phone, QStringLiteral("preview")); },
                   [&] { return phone.tap(QStringLiteral("closeSheet")); },
                   [&] { return phone.tap(QStringLiteral("proofButton")); },
                   [&] { return phone.wait(QStringLiteral("submitButton")); },
                   [&] { return photo(phone, QStringLiteral("proof")); },
               });
           });
}

bool Story::surviveDeadZone()
{
    auto &phone = *m_officer;
    return m_telling.step(phone.name(), QStringLiteral("Submits in a dead zone: kept in the outbox"),
                          [&] {
                              m_prefecture.network().cut();
                              return inOrder({
                                  [&] { return phone.tap(QStringLiteral("submitButton")); },
                                  [&] { return phone.wait(QStringLiteral("rung_phone_done")); },
                                  [&] { return phone.wait(QStringLiteral("offlineBanner"), 30'000); },
                                  [&] { return photo(phone, QStringLiteral("outbox-offline")); },
                              });
                          }) &&
           m_telling.step(
               phone.name(),
               QStringLiteral("The network returns, drops in the middle of the photo, and the application is killed"),
               [&] {
                   auto &network = m_prefecture.network();
                   network.cutAfter(120'000); // about half of the file that the site takes
                   network.mend();
                   for (int i = 0; i < 400 && !network.isCut(); ++i)
                       turn(std::chrono::milliseconds(100));
                   if (!network.isCut())
                       return QStringLiteral("the upload did not begin by itself within 40 s");
                   phone.kill();
                   return inOrder({[&] { return phone.start(); }, [&] { return unlock(phone, officerPin); }});
               }) &&
           m_telling.step(QStringLiteral("server"),
                          QStringLiteral("The server is killed while the phone sends, and started again"), [&] {
                              m_prefecture.killServer();
                              m_prefecture.network().mend();
                              turn(std::chrono::milliseconds(500));
                              return inOrder({
                                  [&] { return m_prefecture.restartServer() ? QString() : m_prefecture.problem(); },
                                  [&] { return phone.tap(QStringLiteral("outboxRow")); },
                                  [&] { return phone.tap(QStringLiteral("submission_*")); },
                                  [&] { return phone.wait(QStringLiteral("rung_server_done"), 90'000); },
                                  [&] { return photo(phone, QStringLiteral("outbox-received")); },
                              });
                          });
}

} // namespace astreinte::journey
