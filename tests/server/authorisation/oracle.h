// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/statement.h"
#include "tests/server/authorisation/gate_world.h"

#include <set>
#include <vector>

namespace astreinte::tests {

struct Revision
{
    std::set<QString> authors;
    QByteArray bytes;
    signature::Instant factsAt;
    signature::Instant until;
    bool grave;
    bool agreed;
    bool shown = true; // everybody on its picture agrees
};

struct Proposal
{
    QString id;
    std::vector<Revision> revisions;
    bool decided = false;          // the head
    std::set<QString> firstSigner; // of the head
    [[nodiscard]] qint64 head() const { return qint64(revisions.size()); }
    [[nodiscard]] bool everAuthor(const QString &person) const
    {
        return std::ranges::any_of(revisions, [&](const Revision &each) { return each.authors.contains(person); });
    }
};

struct Asked
{
    std::size_t carrier;
    std::size_t proposal;
    qint64 revision;
    signature::Instant until;
    QString text;
    bool used = false;
};

struct Duty
{
    QString entry;
    QString person;
    signature::Instant from;
    signature::Instant to;
    bool delegated;
    bool removed = false;
};

// What the gate should say of what happened so far: SECURITY §5 and BRIEF §1.4 to §1.6 once more, in code of its own.
class Oracle
{
public:
    // Whether this decision, sent by this one of GateWorld::carriers(), is to be accepted.
    bool judge(std::size_t carrier, const Proposal &proposal, const submission::Statement &statement,
               const Asked &asked, signature::Instant now);
    // What an accepted decision changes.
    void settle(Proposal &proposal, const submission::Statement &statement);
    // "id:revision" of the head.
    static QString key(const Proposal &proposal);

    std::vector<Proposal> proposals;
    std::vector<Duty> duties;
    qint64 rosterVersion = 1;
    std::set<QString> opened; // keys of what may be published
    QString judged;           // the last verdict, rule by rule

private:
    [[nodiscard]] bool onDuty(const submission::Statement &statement, signature::Instant now) const;
};

} // namespace astreinte::tests
