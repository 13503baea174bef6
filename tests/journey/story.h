// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/journey/phone.h"
#include "tests/journey/prefecture.h"
#include "tests/journey/telling.h"

namespace astreinte::journey {

inline const QString officerPin = QStringLiteral("246813");
inline const QString authorityPin = QStringLiteral("975310");
// What the picture of scene.h shows, for those who cannot see it.
inline const QString altText = QStringLiteral(
    "Route inondée au crépuscule, l’eau couvre la chaussée, un panneau de danger émerge. Personne n’est visible.");

// The journey of one message, from the shutter to the permalink, told as steps; then what the same phones must also
// hold: the shortest way within its taps and its time, the change of language, no warning. Each step either holds or
// says what was seen instead; the story stops at the first that does not hold.
class Story : public QObject
{
public:
    // `folder` receives the databases, logs, pictures, the published page and the table of steps.
    explicit Story(QString folder, QObject *parent = nullptr);

    // True when the whole journey held. The table of steps is printed, and written to steps.md.
    [[nodiscard]] bool play();

private:
    // story.cpp: up to the outbox
    [[nodiscard]] bool prepare();
    [[nodiscard]] bool enrol(Phone &phone, const QString &person, const QString &pin);
    [[nodiscard]] bool photograph();
    [[nodiscard]] bool compose();
    [[nodiscard]] bool surviveDeadZone();
    // story_decision.cpp: what follows the outbox
    [[nodiscard]] bool authorise();
    [[nodiscard]] bool publish();
    [[nodiscard]] bool checkJournal();
    // story_haste.cpp: the shortest way, counted
    [[nodiscard]] bool hasten();
    [[nodiscard]] bool openIncident();
    [[nodiscard]] bool hastenToOutbox();
    [[nodiscard]] bool readQueue();
    [[nodiscard]] bool hastenDecision();
    [[nodiscard]] QString takeFirstMessage();
    [[nodiscard]] QString decideInHaste();
    // story_languages.cpp: French, English, and nothing of one left in the other
    [[nodiscard]] bool changeLanguage();
    [[nodiscard]] QString walkScreens(QStringList *texts);
    [[nodiscard]] bool hearNoComplaint();

    [[nodiscard]] std::unique_ptr<Phone> phone(const QString &name, const QString &language) const;
    [[nodiscard]] QString unlock(Phone &phone, const QString &pin);
    [[nodiscard]] QString photo(Phone &phone, const QString &what); // a screenshot

    QString m_folder;
    Telling m_telling;
    int m_pictures = 0;
    Prefecture m_prefecture;
    std::unique_ptr<Phone> m_officer;
    std::unique_ptr<Phone> m_authority;
    QString m_permalink;
};

} // namespace astreinte::journey
