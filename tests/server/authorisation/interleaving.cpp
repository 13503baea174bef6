// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/authorisation/interleaving.h"

#include "tests/server/authorisation/oracle.h"

#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"

#include <QJsonArray>
#include <QRandomGenerator>

namespace astreinte::tests {

using namespace std::chrono_literals;
using signature::Instant;
using submission::Decision;
using submission::Role;
using submission::Statement;

namespace {

// One interleaving: the real gate and what it should say, side by side.
class Interleaving
{
public:
    // `version`: of the roster that this world has come to.
    Interleaving(GateWorld &world, quint32 seed, int number, qint64 version)
        : m_world(world), m_random(seed), m_number(number)
    {
        m_oracle.rosterVersion = version;
    }

    // False as soon as the gate and the oracle differ.
    bool run()
    {
        m_before = m_world.opened();
        addDuty();
        addProposal();
        for (int step = 0; step < 16 && !m_differs; ++step)
            act();
        std::set<QString> opened = m_world.opened();
        for (const auto &older : m_before)
            opened.erase(older);
        cleanUp();
        return !m_differs && opened == m_oracle.opened;
    }
    [[nodiscard]] Walked walked(bool agreed) const
    {
        return {agreed, m_difference, m_accepted, m_oracle.rosterVersion};
    }

private:
    bool chance(int percent) { return m_random.bounded(100) < percent; }
    template <typename T>
    T &any(std::vector<T> &all)
    {
        return all[m_random.bounded(quint32(all.size()))];
    }
    QString name(const char *kind)
    {
        return QLatin1String(kind) + QStringLiteral("-%1-%2").arg(m_number).arg(m_names++);
    }

    void act()
    {
        switch (m_random.bounded(11)) {
        case 0:
            return addProposal();
        case 1:
            return revise(any(m_oracle.proposals));
        case 2:
            m_world.now += std::chrono::seconds(m_random.bounded(chance(15) ? 2400 : 240));
            return;
        case 3:
            return chance(50) ? addDuty() : removeDuty();
        case 4:
        case 5:
            return ask();
        case 6:
            return chance(30) ? takeConsentBack(any(m_oracle.proposals)) : decide();
        default:
            if (m_asked.empty() || chance(10))
                ask();
            return decide();
        }
    }

    void takeConsentBack(Proposal &proposal)
    {
        proposal.revisions.back().shown = false;
        if (!m_world.takeConsentBack(proposal.id, proposal.head()))
            differ(QStringLiteral("consent"), QStringLiteral("not taken back"));
    }

    void addDuty()
    {
        const auto person = chance(70) ? QStringLiteral("authority-a") : QStringLiteral("authority-b");
        Duty duty{name("slot"), person, m_world.now - 10min,
                  m_world.now + std::chrono::minutes(1 + m_random.bounded(90)), chance(40)};
        if (chance(10))
            duty.from = m_world.now + 30s; // begins soon
        QString delegation;
        if (duty.delegated) {
            delegation = name("delegation");
            m_world.addDelegation(delegation, person);
            m_delegations.push_back(delegation);
            if (chance(35)) { // written in the roster, and lapsed since
                m_world.suspendDelegation(delegation);
                duty.delegated = false;
                duty.to = duty.from; // never holds for the oracle
                m_world.addSlot(duty.entry, person, m_world.now - 10min, m_world.now + 2h, delegation);
                ++m_oracle.rosterVersion;
                m_oracle.duties.push_back(duty);
                return;
            }
        }
        m_world.addSlot(duty.entry, person, duty.from, duty.to, delegation);
        ++m_oracle.rosterVersion;
        m_oracle.duties.push_back(duty);
    }

    void removeDuty()
    {
        for (auto &duty : m_oracle.duties)
            if (!duty.removed) {
                duty.removed = true;
                ++m_oracle.rosterVersion;
                m_world.removeSlot(duty.entry);
                return;
            }
    }

    void addProposal()
    {
        m_oracle.proposals.push_back({m_ids.next().value().text(), {}, false, {}});
        revise(m_oracle.proposals.back());
    }

    void revise(Proposal &proposal)
    {
        m_oracle.opened.erase(Oracle::key(proposal)); // taken out of the queue
        Revision revision;
        revision.authors = {QStringLiteral("officer-a")};
        for (const auto *person : {"authority-a", "authority-b", "director-a"})
            if (chance(12))
                revision.authors.insert(QLatin1String(person));
        revision.factsAt = m_world.now - std::chrono::minutes(m_random.bounded(chance(25) ? 50 : 15));
        revision.until = m_world.now + std::chrono::minutes(chance(15) ? 4 : 600);
        // Its template seldom changes.
        const auto another = proposal.revisions.empty() || chance(5);
        revision.grave = another ? chance(35) : proposal.revisions.back().grave;
        revision.agreed = chance(88);
        revision.bytes = manifestOf(proposal, revision);
        proposal.revisions.push_back(revision);
        proposal.decided = false;
        proposal.firstSigner.clear();
        m_world.addRevision(proposal.id, proposal.head(), revision.bytes, revision.authors);
    }

    QByteArray manifestOf(const Proposal &proposal, const Revision &revision) const
    {
        const auto parent = proposal.revisions.empty()
                                ? QJsonValue(QJsonValue::Null)
                                : QJsonValue(QLatin1String(signature::hex(signature::sha256("parent"))));
        QJsonArray authors;
        for (const auto &author : revision.authors)
            authors.append(author);
        const QJsonObject texts{{QStringLiteral("fr"), QStringLiteral("Texte %1").arg(proposal.head() + 1)}};
        const auto tmpl = revision.grave ? graveTemplate : QStringLiteral("inondation");
        auto manifest = QJsonObject{
            {QStringLiteral("v"), 1},
            {QStringLiteral("action"), QStringLiteral("publish")},
            {QStringLiteral("authors"), authors},
            {QStringLiteral("channels"), QJsonObject{{QStringLiteral("site"), texts}}},
            {QStringLiteral("exercise"), false},
            {QStringLiteral("factsAt"), signature::toText(revision.factsAt)},
            {QStringLiteral("incident"), QJsonValue::Null},
            {QStringLiteral("kind"), QStringLiteral("proposal")},
            {QStringLiteral("parent"), parent},
            {QStringLiteral("photos"), QJsonArray()},
            {QStringLiteral("place"), QJsonObject{{QStringLiteral("communes"), QJsonArray()},
                                                  {QStringLiteral("precision"), QStringLiteral("commune")}}},
            {QStringLiteral("receivedAt"), signature::toText(m_world.now)},
            {QStringLiteral("revision"), proposal.head() + 1},
            {QStringLiteral("submission"), proposal.id},
            {QStringLiteral("target"), QJsonValue::Null},
            {QStringLiteral("template"),
             QJsonObject{{QStringLiteral("id"), tmpl}, {QStringLiteral("version"), QStringLiteral("1.0.0")}}},
            {QStringLiteral("window"), QJsonObject{{QStringLiteral("from"), signature::toText(m_world.now)},
                                                   {QStringLiteral("to"), signature::toText(revision.until)}}}};
        if (revision.agreed)
            manifest.insert(QStringLiteral("agreements"),
                            QJsonArray{QJsonObject{{QStringLiteral("id"), neededAgreement},
                                                   {QStringLiteral("by"), QStringLiteral("Le maire")},
                                                   {QStringLiteral("at"), signature::toText(m_world.now)},
                                                   {QStringLiteral("means"), QStringLiteral("phone")}}});
        return signature::canonicalJson(manifest).value();
    }

    void ask()
    {
        const auto carrier = std::size_t(m_random.bounded(quint32(GateWorld::carriers().size())));
        const auto proposal = std::size_t(m_random.bounded(quint32(m_oracle.proposals.size())));
        const auto head = m_oracle.proposals[proposal].head();
        const auto revision = chance(90) ? head : 1 + m_random.bounded(int(head) + 1);
        const auto given = m_world.challenge(carrier, m_oracle.proposals[proposal].id, revision);
        const auto expected = GateWorld::carriers()[carrier].role != Role::OnCallOfficer && revision == head;
        if (given.has_value() != expected)
            differ(QStringLiteral("challenge"), given ? QStringLiteral("given") : given.error().toString());
        if (given)
            m_asked.push_back({carrier, proposal, revision, m_world.now + 5min, *given});
    }

    void decide()
    {
        if (m_asked.empty())
            return;
        auto &asked = chance(75) ? m_asked.back() : any(m_asked);
        auto carrier = asked.carrier;
        if (chance(10))
            carrier = std::size_t(m_random.bounded(quint32(GateWorld::carriers().size())));
        const auto about = chance(92) ? asked.proposal : m_random.bounded(quint32(m_oracle.proposals.size()));
        auto &proposal = m_oracle.proposals[about];
        const auto revision = chance(90) ? asked.revision : 1 + m_random.bounded(int(proposal.head()));
        const auto statement = statementBy(carrier, proposal, revision, asked);
        if (!statement.toPayload())
            return; // cannot be written at all: the strict reader's own tests
        const auto expected = m_oracle.judge(carrier, proposal, statement, asked, m_world.now);
        const auto given = m_world.decide(carrier, statement);
        if (given.has_value() != expected)
            return differ(QStringLiteral("decide, expected %1: ").arg(expected) + m_oracle.judged +
                              QString::fromUtf8(statement.toPayload().value()),
                          given ? QStringLiteral("accepted") : given.error().toString());
        if (!given)
            return;
        ++m_accepted;
        asked.used = true;
        m_oracle.settle(proposal, statement);
    }

    Statement statementBy(std::size_t carrier, const Proposal &proposal, qint64 revision, const Asked &asked)
    {
        Statement statement;
        statement.audience = worldOrigin;
        statement.issuer = GateWorld::carriers()[carrier].person;
        statement.id = m_ids.next().value();
        statement.issuedAt = std::chrono::floor<std::chrono::seconds>(m_world.now);
        if (chance(6))
            statement.issuedAt += std::chrono::seconds(m_random.bounded(240));
        if (chance(8))
            statement.issuedAt -= std::chrono::seconds(m_random.bounded(1200));
        statement.expiresAt = statement.issuedAt + 600s;
        const auto which = m_random.bounded(10);
        statement.decision = which < 8 ? Decision::Approve : which == 8 ? Decision::Return : Decision::Reject;
        statement.channels = {QStringLiteral("site")};
        if (statement.decision != Decision::Approve || chance(20))
            statement.reason = QStringLiteral("Motif écrit en toutes lettres.");
        statement.sole = statement.decision == Decision::Approve && statement.reason && chance(60);
        statement.factsConfirmed = chance(50);
        statement.submission = submission::SubmissionId::parse(proposal.id).value();
        statement.revision = revision;
        const auto shown = chance(94) ? revision : 1 + m_random.bounded(int(proposal.head()));
        const auto &bytes = proposal.revisions[std::size_t(std::min(shown, proposal.head()) - 1)].bytes;
        statement.manifestBytes = bytes.size();
        statement.manifestSha256 = signature::sha256(bytes);
        statement.rosterVersion = chance(92) ? m_oracle.rosterVersion : m_oracle.rosterVersion - 1;
        statement.rosterEntry = entryFor(statement.issuer);
        statement.amr = {QStringLiteral("pin")};
        statement.challenge = asked.text;
        return statement;
    }

    QString entryFor(const QString &person)
    {
        QString entry = QStringLiteral("none");
        for (const auto &duty : m_oracle.duties)
            if (chance(8) || (duty.person == person && !duty.removed))
                entry = duty.entry;
        return entry;
    }

    void cleanUp()
    {
        while (std::ranges::any_of(m_oracle.duties, [](const Duty &duty) { return !duty.removed; }))
            removeDuty();
    }

    void differ(const QString &where, const QString &gate)
    {
        m_differs = true;
        m_difference = QStringLiteral("interleaving %1: %2; the gate: %3").arg(m_number).arg(where, gate);
    }

    GateWorld &m_world;
    QRandomGenerator m_random;
    int m_number;
    int m_names = 0;
    int m_accepted = 0;
    Oracle m_oracle;
    bool m_differs = false;
    QString m_difference;
    submission::Uuid7Source m_ids;
    std::vector<Asked> m_asked;
    std::vector<QString> m_delegations;
    std::set<QString> m_before;
};

} // namespace

Walked walkInterleaving(GateWorld &world, quint32 seed, int number, qint64 rosterVersion)
{
    Interleaving interleaving(world, seed, number, rosterVersion);
    return interleaving.walked(interleaving.run());
}

} // namespace astreinte::tests
