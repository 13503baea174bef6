// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/story.h"

#include <QElapsedTimer>

// The shortest way: an incident is open, its first message is due. What an officer and an authority must do is counted
// on the real screens. The rules of the trade: at most 12 taps and 60 s for a photo without people, from the home
// screen to the outbox; at most 3 taps and the PIN to authorise.
namespace astreinte::journey {
namespace {

constexpr int mostTapsToOutbox = 12; // a field typed in counts as one
constexpr qint64 mostTimeToOutbox = 60'000;
constexpr int mostTapsToAuthorise = 3;
const QString incidentTitle = QStringLiteral("Crue de l’Indre à Châteauroux");

QString counted(const Phone &phone, qint64 milliseconds)
{
    return QStringLiteral("%1 taps, %2 field(s) typed in, %3 s of the machine")
        .arg(phone.gestures().taps)
        .arg(phone.gestures().fields)
        .arg(static_cast<double>(milliseconds) / 1000, 0, 'f', 1);
}

} // namespace

QString Story::takeFirstMessage()
{
    auto &phone = *m_officer;
    std::vector<Act> acts{[&] { return phone.tap(QStringLiteral("takePhotoButton")); },
                          [] {
                              turn(std::chrono::milliseconds(2500)); // the sky gives its first fix
                              return QString();
                          },
                          [&] { return phone.tap(QStringLiteral("shutterButton")); }};
    for (int group = 0; group < 5; ++group)
        acts.push_back([&] { return phone.tap(QStringLiteral("noneOfTheseButton")); });
    acts.insert(acts.end(), {
                                [&] { return phone.type(QStringLiteral("altFrField"), altText); },
                                [&] { return phone.tap(QStringLiteral("suggestion_montée rapide des eaux")); },
                                [&] { return phone.tap(QStringLiteral("choice_eviter")); },
                                [&] { return phone.tap(QStringLiteral("proofButton")); },
                                [&] { return phone.tap(QStringLiteral("submitButton")); },
                                [&] { return phone.wait(QStringLiteral("rung_phone_done")); },
                            });
    return inOrder(acts);
}

QString Story::decideInHaste()
{
    auto &phone = *m_authority;
    return inOrder({
        [&] { return phone.tap(QStringLiteral("reviewRow")); },
        [&] { return phone.tap(QStringLiteral("approveButton")); },
        [&] { return phone.type(QStringLiteral("pinField"), authorityPin); },
        [&] { return phone.tap(QStringLiteral("decideButton")); },
        [&] { return phone.wait(QStringLiteral("decidedLabel"), 30'000); },
    });
}

bool Story::openIncident()
{
    auto &phone = *m_officer;
    return m_telling.step(phone.name(), QStringLiteral("Opens an incident: its one-hour clock runs"), [&] {
        return inOrder({
            [&] { return phone.tap(QStringLiteral("backButton")); },
            [&] { return phone.tap(QStringLiteral("backButton")); },
            [&] { return phone.tap(QStringLiteral("openIncidentButton")); },
            [&] { return phone.type(QStringLiteral("incidentTitleField"), incidentTitle); },
            [&] { return phone.tap(QStringLiteral("declareIncidentButton")); },
            [&] { return phone.wait(QStringLiteral("incident_*")); },
            [&] { return photo(phone, QStringLiteral("incident")); },
        });
    });
}

bool Story::hastenToOutbox()
{
    auto &phone = *m_officer;
    QString measured;
    const bool held =
        m_telling.step(phone.name(), QStringLiteral("The shortest way from the home screen to the outbox"), [&] {
            QElapsedTimer time;
            time.start();
            phone.startCounting();
            const auto problem = takeFirstMessage();
            measured = counted(phone, time.elapsed());
            const auto [taps, fields] = phone.gestures();
            const bool soon = taps + fields <= mostTapsToOutbox && time.elapsed() <= mostTimeToOutbox;
            return !problem.isEmpty() ? problem : soon ? QString() : QStringLiteral("too long: ") + measured;
        });
    m_telling.remark(measured);
    return held;
}

bool Story::readQueue()
{
    auto &phone = *m_authority;
    const auto says = [&](const QString &words) -> Act {
        return [&phone, words] {
            return phone.texts().filter(words).isEmpty() ? QStringLiteral("the queue does not say « %1 »").arg(words)
                                                         : QString();
        };
    };
    return m_telling.step(phone.name(), QStringLiteral("The queue says the incident and what is left of its hour"),
                          [&] {
                              return inOrder({
                                  [&] { return phone.tap(QStringLiteral("decidedDoneButton")); },
                                  [&] { return m_officer->wait(QStringLiteral("rung_server_done"), 30'000); },
                                  [&] { return phone.tap(QStringLiteral("backButton")); },
                                  [&] { return phone.wait(QStringLiteral("reviewRow_badge"), 30'000); },
                                  [&] { return photo(phone, QStringLiteral("home-waiting")); },
                                  [&] { return phone.tap(QStringLiteral("reviewRow")); },
                                  [&] { return phone.wait(QStringLiteral("approveButton")); },
                                  [&] { return phone.tap(QStringLiteral("backButton")); },
                                  [&] { return phone.wait(QStringLiteral("review_*")); },
                                  says(incidentTitle),
                                  says(QStringLiteral("min pour le premier message")),
                                  [&] { return photo(phone, QStringLiteral("queue-incident")); },
                                  [&] { return phone.tap(QStringLiteral("backButton")); },
                              });
                          });
}

bool Story::hastenDecision()
{
    auto &phone = *m_authority;
    QString measured;
    const bool held = m_telling.step(phone.name(), QStringLiteral("The shortest authorisation"), [&] {
        QElapsedTimer time;
        time.start();
        phone.startCounting();
        const auto problem = decideInHaste();
        measured = counted(phone, time.elapsed());
        const auto [taps, fields] = phone.gestures(); // the PIN is the one field
        return !problem.isEmpty()                           ? problem
               : taps <= mostTapsToAuthorise && fields == 1 ? QString()
                                                            : QStringLiteral("too long: ") + measured;
    });
    m_telling.remark(measured);
    return held;
}

bool Story::hasten()
{
    return openIncident() && hastenToOutbox() && readQueue() && hastenDecision() &&
           m_telling.step(m_officer->name(), QStringLiteral("The second message is published too"), [&] {
               return inOrder({[&] { return m_officer->wait(QStringLiteral("rung_published_done"), 60'000); },
                               [&] { return photo(*m_officer, QStringLiteral("second-published")); }});
           });
}

} // namespace astreinte::journey
