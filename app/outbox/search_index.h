// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/outbox/outbox_item.h"
#include "app/vault/vault.h"

namespace astreinte::app {

// Which submissions a word stands in, without a word being legible on the medium (SECURITY §1). Each token – the first
// three and the first six letters of a word, an incident, a photo – has a chain of sealed rows in Table::Search, named
// by a keyed hash of the token: a head with the latest submissions, and behind it full blocks that are never written
// again. Adding costs a row for each token and finding costs a row for each twenty hits, however many there are.
//
// What a chain says is a hint: submissions that have left the phone stay in it until its oldest block names none that
// is still there. Who reads it looks at the submission itself. The rows are counted by the ledger, are in the second
// copy, and come back with it.
class SearchIndex
{
public:
    explicit SearchIndex(Vault &vault) : m_vault(vault) {}

    // What a person may look for: the words of the title and of what was entered, folded as place::searchWords does.
    // At most 60; a report goes on, the search does not.
    static QStringList wordsOf(const OutboxItem &item);
    // Every word of the query begins a word of the submission.
    static bool matches(const OutboxItem &item, const QStringList &queryWords);

    static QByteArray incidentToken(const QString &incident);
    static QByteArray photoToken(const QString &photo);
    // Of what corrects or withdraws this submission.
    static QByteArray targetToken(const QString &submission);
    // The token that narrows a search for `word` best; empty for a word of less than three letters.
    static QByteArray wordToken(const QString &word);

    // What must be committed with the submissions, so that they are found: in the same commit, never after.
    [[nodiscard]] Result<QList<Change>> entering(const QList<OutboxItem> &items) const;

    // One token's submissions, the latest first.
    struct Chain
    {
        QByteArray token;
        QStringList read;  // not yet given
        qint64 blocks = 0; // that lie behind, the next to read being the last of them
        qint64 first = 0;  // the oldest that is still there
        [[nodiscard]] qint64 length() const { return read.size() + (blocks - first) * blockSize; }
    };
    static constexpr qint64 blockSize = 20;
    [[nodiscard]] Result<Chain> chain(const QByteArray &token) const;
    // Nothing at the end.
    [[nodiscard]] Result<std::optional<QString>> next(Chain &chain) const;

    // False while submissions of an earlier version of the application are not in it.
    [[nodiscard]] Result<bool> complete() const;
    // Enters the next few of those; true when all are in.
    Result<bool> enterEarlier();

private:
    struct Head
    {
        QStringList ids; // the latest last
        qint64 blocks = 0;
        qint64 first = 0;
        bool written = false; // since it was read
    };
    using Heads = QHash<QByteArray, Head>; // by token
    [[nodiscard]] Result<Head> head(const QByteArray &token) const;
    [[nodiscard]] Result<void> append(const QByteArray &token, const QString &id, Heads &heads,
                                      QList<Change> &changes) const;
    [[nodiscard]] Result<void> dropOldest(const QByteArray &token, Head &head, QList<Change> &changes) const;
    [[nodiscard]] Result<QString> headPlace(const QByteArray &token) const;
    [[nodiscard]] Result<QString> blockPlace(const QByteArray &token, qint64 number) const;

    Vault &m_vault;
};

} // namespace astreinte::app
