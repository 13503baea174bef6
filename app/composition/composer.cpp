// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/composer.h"

#include "app/capture/photo_rights.h"
#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/form_rows.h"
#include "app/composition/freezing.h"
#include "app/composition/incidents.h"
#include "app/composition/new_draft.h"
#include "app/ports/clock.h"
#include "app/ports/position_source.h"
#include "app/session/session.h"

#include <QLocale>

namespace astreinte::app {

Composer::Composer(Drafts &drafts, PhotoShelf &shelf, const Content &content, const Incidents &incidents,
                   Outbox &outbox, const Session &session, const PositionSource &position, const Clock &clock,
                   QObject *parent)
    : QObject(parent), m_drafts(drafts), m_shelf(shelf), m_content(content), m_incidents(incidents), m_outbox(outbox),
      m_session(session), m_position(position), m_clock(clock),
      m_fields(new Rows(fieldRoles(), QStringLiteral("key"), this)),
      m_communeMatches(new Rows(
          {QStringLiteral("code"), QStringLiteral("name"), QStringLiteral("label"), QStringLiteral("distanceKm")},
          QStringLiteral("code"), this)),
      m_channels(new Rows(channelRoles(), QStringLiteral("channel"), this)),
      m_agreements(new Rows({QStringLiteral("id"), QStringLiteral("label"), QStringLiteral("closed"),
                             QStringLiteral("note"), QStringLiteral("conditional")},
                            QStringLiteral("id"), this)),
      m_guards(new Rows({QStringLiteral("id"), QStringLiteral("text"), QStringLiteral("accepted")},
                        QStringLiteral("id"), this)),
      m_problems(new Rows({QStringLiteral("text"), QStringLiteral("where"), QStringLiteral("page")},
                          QStringLiteral("text"), this))
{
    connect(&m_drafts, &Drafts::currentChanged, this, &Composer::show);
    connect(&m_drafts, &Drafts::saved, this, &Composer::savedChanged);
    connect(&m_drafts, &Drafts::problemChanged, this, &Composer::changed);
    connect(&m_shelf, &PhotoShelf::changed, this, &Composer::showProblems);
    connect(&m_content, &Content::changed, this, &Composer::show);
    connect(&m_outbox, &Outbox::itemChanged, this, &Composer::followTakenBack);
}

Composer::~Composer() = default;

bool Composer::hasDraft() const
{
    return m_drafts.current() != nullptr;
}

QString Composer::draftId() const
{
    return hasDraft() ? m_drafts.current()->id : QString();
}

QDateTime Composer::savedAt() const
{
    return hasDraft() ? signature::toDateTime(m_drafts.current()->savedAt) : QDateTime();
}

QString Composer::savedText() const
{
    if (!hasDraft())
        return {};
    if (m_drafts.problem())
        return m_drafts.problem()->userText();
    return tr("Draft saved on this device");
}

QString Composer::kind() const
{
    return hasDraft() ? m_drafts.current()->kind : QString();
}

QString Composer::action() const
{
    return hasDraft() ? m_drafts.current()->action : QString();
}

QString Composer::templateId() const
{
    return hasDraft() ? m_drafts.current()->templateId : QString();
}

QString Composer::templateTitle() const
{
    return templateId().isEmpty() ? QString() : templateTitleOf(m_content, templateId());
}

bool Composer::includeEnglish() const
{
    return hasDraft() && m_drafts.current()->includeEnglish;
}

QDateTime Composer::factsAt() const
{
    return hasDraft() && m_drafts.current()->factsAt ? signature::toDateTime(*m_drafts.current()->factsAt)
                                                     : QDateTime();
}

QString Composer::incidentTitle() const
{
    const auto *incident = hasDraft() ? m_incidents.find(m_drafts.current()->incident) : nullptr;
    return incident ? incident->title : QString();
}

QString Composer::returnedReason() const
{
    return hasDraft() ? m_drafts.current()->returnedReason : QString();
}

bool Composer::ready() const
{
    return hasDraft() && m_problems->count() == 0 && !m_busy;
}

QString Composer::submitLabel() const
{
    return m_submitLabel ? m_submitLabel(hasDraft() && !m_drafts.current()->photos.isEmpty()) : QString();
}

void Composer::show()
{
    showFields();
    showTexts();
    showProblems();
    Q_EMIT savedChanged();
}

void Composer::showFields()
{
    m_fields->setRows(hasDraft() ? fieldRows(m_content, *m_drafts.current()) : QList<QVariantMap>());
    QList<QVariantMap> agreements;
    QList<QVariantMap> guards;
    const auto owner = hasDraft() ? m_content.catalogue().find(templateId()) : fail(Reason::UnknownTemplate);
    if (owner) {
        const auto &draft = *m_drafts.current();
        agreements = agreementRows(m_content, requiredAgreements(m_content, draft), draft.agreements);
        for (const auto &id : (*owner)->guards)
            guards.append({{QStringLiteral("id"), id},
                           {QStringLiteral("text"), m_content.in(m_content.catalogue().guardLabels().value(id))},
                           {QStringLiteral("accepted"), draft.guards.contains(id)}});
    }
    m_agreements->setRows(agreements);
    m_guards->setRows(guards);
}

void Composer::showTexts()
{
    m_channels->setRows(hasDraft() ? channelRows(m_content, *m_drafts.current()) : QList<QVariantMap>());
}

void Composer::showProblems()
{
    QList<QVariantMap> rows;
    if (hasDraft())
        for (const auto &obstacle : obstacles(m_content, *m_drafts.current(), m_shelf))
            rows.append({{QStringLiteral("text"), obstacle.text},
                         {QStringLiteral("where"), obstacle.where},
                         {QStringLiteral("page"), obstacle.page}});
    m_problems->setRows(rows);
    Q_EMIT changed();
}

void Composer::edit(const std::function<void(Draft &)> &change, bool atOnce)
{
    m_problem.clear();
    m_drafts.edit(change, atOnce);
    show();
}

void Composer::begin(const QString &kind)
{
    Draft draft = newDraft(kind, m_content);
    if (const auto *incident = m_incidents.current())
        draft.incident = incident->id.text();
    const auto added = m_drafts.add(draft);
    m_problem = added ? QString() : added.error().userText();
    show();
    if (added)
        Q_EMIT draftOpened(*added);
}

void Composer::resume(const QString &draftId)
{
    m_drafts.setCurrent(draftId);
    m_problem.clear();
    show();
    if (hasDraft())
        Q_EMIT draftOpened(draftId);
}

void Composer::discard()
{
    if (!hasDraft())
        return;
    const auto draft = *m_drafts.current();
    if (const auto removed = m_drafts.remove(draft.id); !removed) {
        m_problem = removed.error().userText();
        Q_EMIT changed();
        return;
    }
    // A revision's photos belong to what was already submitted.
    if (draft.revision == 1)
        for (const auto &photo : draft.photos)
            (void)m_shelf.remove(photo);
}

void Composer::putAside()
{
    m_drafts.setCurrent({});
}

void Composer::submit()
{
    if (!ready())
        return;
    m_busy = true;
    const auto done = [&]() -> Result<OutboxItem> {
        if (auto flushed = m_drafts.flush(); !flushed)
            return tl::unexpected(flushed.error());
        if (m_captureOnly && m_captureOnly())
            return fail(Reason::ServerUnavailable, QStringLiteral("72 h"));
        for (const auto &id : m_drafts.current()->photos)
            if (const auto *photo = m_shelf.find(id))
                if (auto marked = m_shelf.imprintRights(id, publicRights(m_content, *photo)); !marked)
                    return tl::unexpected(marked.error());
        auto item = freeze(m_content, m_incidents, m_shelf, *m_drafts.current(), m_session.author(), m_clock.now());
        if (!item)
            return item;
        if (auto queued = m_outbox.enqueue(*item); !queued)
            return tl::unexpected(queued.error());
        return item;
    }();
    m_busy = false;
    m_problem = done ? QString() : done.error().userText();
    if (done) {
        m_drafts.forgetOne(done->id());
        Q_EMIT submitted(done->id());
    }
    Q_EMIT changed();
}

} // namespace astreinte::app
