// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/story.h"

#include <QRegularExpression>

// The language changed while the application runs must leave nothing behind: the screens say afterwards exactly what
// they say when the application starts in that language.
namespace astreinte::journey {
namespace {

// Moments and counts move on between two walks; the words around them do not. Sentences with a time of day are left
// out: « just now (14:32) » becomes « 1 min ago (14:32) ».
void addSteady(const QStringList &seen, const QString &screen, QStringList *texts)
{
    static const QRegularExpression timeOfDay(QStringLiteral("\\d{1,2}( h |:)\\d{2}"));
    static const QRegularExpression number(QStringLiteral("\\d+"));
    for (auto text : seen) {
        if (!timeOfDay.match(text).hasMatch())
            texts->append(screen + QStringLiteral(": ") + text.replace(number, QStringLiteral("#")));
    }
}

// Long lists fill in little by little.
QStringList settledTexts(Phone &phone)
{
    QStringList before;
    auto now = phone.texts();
    for (int tries = 0; tries < 20 && now != before; ++tries) {
        turn(std::chrono::milliseconds(250));
        before = now;
        now = phone.texts();
    }
    return now;
}

QString difference(const QStringList &switched, const QStringList &started)
{
    for (const auto &text : switched)
        if (!started.contains(text))
            return QStringLiteral("after the switch there is « %1 », which a start in English does not show").arg(text);
    for (const auto &text : started)
        if (!switched.contains(text))
            return QStringLiteral("a start in English shows « %1 », which the switch did not bring").arg(text);
    return {};
}

} // namespace

// From the home screen, through the outbox, a submission, what is published, the settings, a draft and the templates,
// back to the home screen.
QString Story::walkScreens(QStringList *texts)
{
    auto &phone = *m_officer;
    const auto look = [&](const QString &item, const QString &screen) -> Act {
        return [&phone, item, screen, texts] {
            const auto problem = phone.wait(item);
            if (problem.isEmpty())
                addSteady(settledTexts(phone), screen, texts);
            return problem;
        };
    };
    const auto tap = [&](const QString &item) -> Act { return [&phone, item] { return phone.tap(item); }; };
    const auto back = tap(QStringLiteral("backButton"));
    return inOrder({
        look(QStringLiteral("takePhotoButton"), QStringLiteral("home")),
        tap(QStringLiteral("outboxRow")),
        look(QStringLiteral("submission_*"), QStringLiteral("outbox")),
        tap(QStringLiteral("submission_*")),
        look(QStringLiteral("rung_published_done"), QStringLiteral("submission")),
        back,
        back,
        tap(QStringLiteral("publishedRow")),
        look(QStringLiteral("publishedList"), QStringLiteral("published")),
        back,
        tap(QStringLiteral("settingsButton")),
        look(QStringLiteral("choice_en"), QStringLiteral("settings")),
        back,
        tap(QStringLiteral("draft_*")),
        look(QStringLiteral("proofButton"), QStringLiteral("form")),
        tap(QStringLiteral("proofButton")),
        look(QStringLiteral("discardButton"), QStringLiteral("proof")),
        back,
        tap(QStringLiteral("changeTemplateButton")),
        look(QStringLiteral("template_premier-message"), QStringLiteral("templates")),
        back,
        back,
    });
}

bool Story::changeLanguage()
{
    auto &phone = *m_officer;
    QStringList french;
    QStringList switched;
    return m_telling.step(phone.name(), QStringLiteral("Begins a message, and changes the language to English"), [&] {
        return inOrder({
            [&] { return phone.tap(QStringLiteral("backButton")); },
            [&] { return phone.tap(QStringLiteral("backButton")); },
            [&] { return phone.tap(QStringLiteral("writeButton")); },
            [&] { return phone.tap(QStringLiteral("template_inondation")); },
            [&] { return phone.wait(QStringLiteral("savedLabel")); },
            [&] { return phone.tap(QStringLiteral("backButton")); },
            [&] { return walkScreens(&french); },
            [&] { return phone.tap(QStringLiteral("settingsButton")); },
            [&] { return phone.tap(QStringLiteral("choice_en")); },
            [&] { return photo(phone, QStringLiteral("settings-english")); },
            [&] { return phone.tap(QStringLiteral("backButton")); },
            [&] { return photo(phone, QStringLiteral("home-english")); },
            [&] { return walkScreens(&switched); },
            [&] { return french == switched ? QStringLiteral("nothing has changed") : QString(); },
        });
    }) && m_telling.step(phone.name(), QStringLiteral("Started in English, it says the same words"), [&] {
        QStringList started;
        m_officer->stop();
        m_officer = this->phone(QStringLiteral("officer"), QStringLiteral("en"));
        return inOrder({
            [&] { return m_officer->start(); },
            [&] { return unlock(*m_officer, officerPin); },
            [&] { return m_officer->gone(QStringLiteral("offlineBanner"), 30'000); },
            [&] { return walkScreens(&started); },
            [&] { return difference(switched, started); },
        });
    });
}

bool Story::hearNoComplaint()
{
    return m_telling.step(QStringLiteral("—"), QStringLiteral("No phone has written a warning"), [&] {
        const auto said = m_officer->complaints() + m_authority->complaints();
        return said.isEmpty() ? QString()
                              : QStringLiteral("%1 lines, beginning with:\n%2")
                                    .arg(said.size())
                                    .arg(said.mid(0, 20).join(QLatin1Char('\n')));
    });
}

} // namespace astreinte::journey
