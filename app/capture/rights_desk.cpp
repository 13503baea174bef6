// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/rights_desk.h"

#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/ports/clock.h"
#include "app/session/session.h"

#include <algorithm>

namespace astreinte::app {
namespace {

QString iconOf(const QString &tone)
{
    if (tone == QStringLiteral("success"))
        return QStringLiteral("circle-check");
    if (tone == QStringLiteral("error"))
        return QStringLiteral("circle-x");
    return tone == QStringLiteral("info") ? QStringLiteral("info") : QStringLiteral("triangle-alert");
}

} // namespace

RightsDesk::RightsDesk(PhotoShelf &shelf, const Content &content, const Session &session, const Clock &clock,
                       QObject *parent)
    : QObject(parent), m_shelf(shelf), m_content(content), m_session(session), m_clock(clock),
      m_groups(new Rows({QStringLiteral("groupId"), QStringLiteral("title"), QStringLiteral("index"),
                         QStringLiteral("answered"), QStringLiteral("total"), QStringLiteral("complete")},
                        QStringLiteral("groupId"), this)),
      m_questions(new Rows({QStringLiteral("questionId"), QStringLiteral("text"), QStringLiteral("help"),
                            QStringLiteral("answers"), QStringLiteral("chosen")},
                           QStringLiteral("questionId"), this)),
      m_todo(new Rows({QStringLiteral("requirementId"), QStringLiteral("text"), QStringLiteral("how"),
                       QStringLiteral("closed"), QStringLiteral("note")},
                      QStringLiteral("requirementId"), this)),
      m_legal(new Rows({QStringLiteral("ref"), QStringLiteral("text"), QStringLiteral("status")}, QStringLiteral("ref"),
                       this)),
      m_consent(new ConsentDesk(shelf, content, session, clock, this))
{
    connect(&shelf, &PhotoShelf::changed, this, [this](const QString &id) {
        if (id == m_photoId)
            show();
    });
    connect(&content, &Content::changed, this, &RightsDesk::show);
}

RightsDesk::~RightsDesk() = default;

void RightsDesk::begin(const QString &photoId)
{
    m_photoId = photoId;
    m_problem.clear();
    m_currentGroup = 0;
    show();
}

std::optional<rights::Assessment> RightsDesk::assessment() const
{
    const auto *photo = m_shelf.find(m_photoId);
    const auto assessed = photo ? assessPhoto(m_content, *photo) : fail(Reason::MissingPhoto);
    return assessed ? std::optional(*assessed) : std::nullopt;
}

void RightsDesk::show()
{
    const auto *photo = m_shelf.find(m_photoId);
    if (photo) {
        const auto asked = rights::applicableQuestions(m_content.rights(), photo->answers);
        showGroups(*photo, asked);
        showQuestions(*photo, asked);
        showResult(*photo, asked);
    } else {
        for (auto *rows : {m_groups, m_questions, m_todo, m_legal})
            rows->clear();
    }
    Q_EMIT changed();
}

bool RightsDesk::complete() const
{
    const auto verdict = assessment();
    return verdict && verdict->unanswered.isEmpty();
}

QString RightsDesk::outcome() const
{
    const auto verdict = assessment();
    return verdict ? verdict->outcome : QString();
}

QString RightsDesk::outcomeText() const
{
    const auto *entry = m_content.rights().outcome(outcome());
    return entry ? m_content.in(entry->label) : QString();
}

QString RightsDesk::outcomeTone() const
{
    const auto *entry = m_content.rights().outcome(outcome());
    return entry ? entry->tone : QStringLiteral("warning");
}

QString RightsDesk::outcomeIcon() const
{
    return iconOf(outcomeTone());
}

bool RightsDesk::publishable() const
{
    const auto verdict = assessment();
    return verdict && verdict->publishable;
}

bool RightsDesk::mustSeal() const
{
    const auto verdict = assessment();
    return verdict && verdict->openRequirements.contains(QStringLiteral("seal"));
}

bool RightsDesk::mustPurge() const
{
    const auto verdict = assessment();
    // What may be evidence is locked, never deleted: a lock can be opened again.
    return verdict && verdict->openRequirements.contains(QStringLiteral("purge")) && !mustSeal();
}

bool RightsDesk::signedForms() const
{
    const auto *photo = m_shelf.find(m_photoId);
    return photo && std::ranges::any_of(photo->consents, &Consent::inForce);
}

bool RightsDesk::takedown() const
{
    const auto *photo = m_shelf.find(m_photoId);
    const auto verdict = assessment();
    const auto takenBack = [](const Consent &consent) { return consent.withdrawnAt.has_value(); };
    return (verdict && verdict->takedown) || (photo && std::ranges::any_of(photo->consents, takenBack));
}

QString RightsDesk::disclaimer() const
{
    return m_content.in(m_content.rights().disclaimer);
}

void RightsDesk::setCurrentGroup(int value)
{
    const int last = int(m_content.rights().groups.size()) - 1;
    m_currentGroup = std::clamp(value, 0, std::max(0, last));
    show();
}

void RightsDesk::next()
{
    if (m_currentGroup + 1 < int(m_content.rights().groups.size()))
        setCurrentGroup(m_currentGroup + 1);
    else
        Q_EMIT finished();
}

void RightsDesk::previous()
{
    setCurrentGroup(m_currentGroup - 1);
}

void RightsDesk::change(const std::function<void(Photo &)> &edit)
{
    const auto *held = m_shelf.find(m_photoId);
    if (!held || !m_session.identity())
        return;
    Photo photo = *held;
    edit(photo);
    photo.answeredAt = m_clock.now();
    photo.answeredBy = m_session.personId();
    const auto saved = m_shelf.update(photo);
    m_problem = saved ? QString() : saved.error().userText();
    show();
}

void RightsDesk::note(Photo &photo, const rights::Answers &given)
{
    for (auto it = given.cbegin(); it != given.cend(); ++it) {
        photo.answers.insert(it.key(), it.value());
        photo.answerLog.append({it.key(), it.value(), m_clock.now(), m_session.personId()});
    }
}

void RightsDesk::answer(const QString &questionId, const QString &answerId)
{
    const auto *question = m_content.rights().question(questionId);
    if (question && question->answer(answerId))
        change([&](Photo &photo) { note(photo, {{questionId, answerId}}); });
}

void RightsDesk::noneOfThese()
{
    const auto group = m_content.rights().groups.value(m_currentGroup).id;
    change([&](Photo &photo) {
        // A safe answer may open another question of the same group: until none is left.
        for (auto safe = rights::safeAnswersOf(m_content.rights(), group, photo.answers); !safe.isEmpty();
             safe = rights::safeAnswersOf(m_content.rights(), group, photo.answers))
            note(photo, safe);
    });
    next();
}

void RightsDesk::closeRecord(const QString &requirementId, const QString &note)
{
    change([&](Photo &photo) {
        if (note.trimmed().isEmpty())
            photo.records.remove(requirementId);
        else
            photo.records.insert(requirementId, note.trimmed());
    });
}

void RightsDesk::confirmSeal()
{
    if (!mustSeal())
        return;
    change([&](Photo &photo) { photo.sealedAt = m_clock.now(); });
    if (m_problem.isEmpty())
        Q_EMIT sealedAway(m_photoId);
}

void RightsDesk::confirmPurge()
{
    if (mustPurge())
        Q_EMIT purged(m_photoId);
}

} // namespace astreinte::app
