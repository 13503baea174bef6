// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/content.h"
#include "app/composition/time_words.h"
#include "app/review/review_desk.h"
#include "app/review/review_queue.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/submission/incident.h"

#include <algorithm>

// What stands between the authority and « Valider ». The server asks all of it again (SECURITY §5); here it is said
// before somebody signs in vain.
namespace astreinte::app {
namespace {

QString templateOf(const submission::ManifestContent &content)
{
    return content.messageTemplate ? content.messageTemplate->id : QString();
}

bool isWithdrawal(const submission::ManifestContent &content)
{
    return content.action == submission::Action::Withdraw;
}

} // namespace

bool ReviewDesk::factsAreOld() const
{
    return m_manifest && !isWithdrawal(m_manifest->content()) &&
           submission::factsAreStale(m_manifest->content().factsAt, m_link.serverNow());
}

bool ReviewDesk::isOwn() const
{
    return m_manifest && m_session.identity() && m_manifest->content().authors.contains(m_session.personId());
}

bool ReviewDesk::isOnDuty() const
{
    return m_session.identity() && m_content.authoritySlotOf(m_session.personId(), m_link.serverNow());
}

bool ReviewDesk::needsTwo() const
{
    return m_manifest && !isWithdrawal(m_manifest->content()) &&
           m_content.policy().isGrave(templateOf(m_manifest->content()), m_manifest->content().channels.keys());
}

bool ReviewDesk::sole() const
{
    return m_manifest && !isWithdrawal(m_manifest->content()) && isOwn() && isOnDuty() && !needsTwo() &&
           m_session.identity()->role == QStringLiteral("dutyAuthority");
}

QList<FirstSignature> ReviewDesk::signatures() const
{
    const auto &items = m_queue.items();
    const auto open = std::ranges::find_if(items, [this](const ReviewItem &item) {
        return m_manifest && item.submission == m_manifest->content().submission.text() &&
               item.revision == m_manifest->content().revision;
    });
    return open == items.end() ? QList<FirstSignature>() : open->signatures;
}

QString ReviewDesk::signaturesText() const
{
    if (!needsTwo())
        return {};
    const auto given = signatures();
    if (given.isEmpty())
        return tr("Two authorities must sign this message: 0 of 2 so far.");
    //: %1 is the name of who signed first, %2 the time.
    return tr("1 of 2: %1 signed at %2. Another authority must sign as well.")
        .arg(m_content.personName(given.first().person), timeText(given.first().at));
}

QStringList ReviewDesk::neededAgreements() const
{
    if (!m_manifest || isWithdrawal(m_manifest->content()))
        return {};
    const auto &content = m_manifest->content();
    auto needed = m_content.policy().agreements.of(templateOf(content), content.channels.keys());
    if (const auto owner = m_content.catalogue().find(templateOf(content)))
        for (const auto &id : (*owner)->approval.extra)
            if (!needed.contains(id))
                needed += id;
    return needed;
}

// Also those that the author recorded although nobody asked for them.
void ReviewDesk::showAgreements()
{
    QList<QVariantMap> rows;
    if (m_manifest) {
        const auto &recorded = m_manifest->content().agreements;
        for (const auto &agreement : recorded)
            rows.append({{QStringLiteral("id"), agreement.id},
                         {QStringLiteral("label"), agreementTitle(m_content, agreement.id)},
                         {QStringLiteral("note"), agreementWords(agreement)},
                         {QStringLiteral("closed"), true}});
        for (const auto &id : submission::missing(neededAgreements(), recorded))
            rows.append({{QStringLiteral("id"), id},
                         {QStringLiteral("label"), agreementTitle(m_content, id)},
                         {QStringLiteral("note"), tr("Not recorded")},
                         {QStringLiteral("closed"), false}});
    }
    m_agreements->setRows(rows);
}

QString ReviewDesk::whyNot() const
{
    if (!m_manifest)
        return tr("Open a message first.");
    if (m_manifest->content().kind == submission::Kind::FieldReport)
        return tr("A field report is not published.");
    const auto *identity = m_session.identity() ? &*m_session.identity() : nullptr;
    if (!identity || !m_session.canDecide())
        return Failure{Reason::NotAllowed, {}}.userText();
    // Withdrawing is always open to an authority, of one's own message too (SECURITY §5).
    if (isOwn() && !isWithdrawal(m_manifest->content()) && !sole())
        return Failure{Reason::OwnSubmission, {}}.userText();
    if (!isOnDuty() && identity->role == QStringLiteral("dutyAuthority"))
        return Failure{Reason::OffDuty, {}}.userText();
    const auto given = signatures();
    if (std::ranges::any_of(given,
                            [identity](const FirstSignature &each) { return each.person == identity->personId; }))
        return tr("You have signed. Another authority must sign as well.");
    QStringList absent;
    for (const auto &id : submission::missing(neededAgreements(), m_manifest->content().agreements))
        absent += agreementTitle(m_content, id);
    if (!absent.isEmpty())
        return Failure{Reason::AgreementMissing, absent.join(QStringLiteral(", "))}.userText();
    if (!allPhotosShown())
        return tr("The photos are still being loaded.");
    if (factsAreOld() && !m_factsConfirmed)
        return tr("Confirm that the facts are still exact.");
    return {};
}

} // namespace astreinte::app
