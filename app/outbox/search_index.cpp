// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/search_index.h"

#include "core/place/search_key.h"

#include <QJsonArray>
#include <QUuid>
#include <algorithm>

namespace astreinte::app {
namespace {

constexpr qsizetype mostWords = 60;
constexpr qsizetype shortToken = 3;
constexpr qsizetype longToken = 6;
constexpr int earlierAtOnce = 64;

// Identifiers are kept as bytes: a block of twenty is one sealed row of 512.
QString packed(const QStringList &ids)
{
    QByteArray bytes;
    for (const auto &id : ids)
        bytes += Vault::idBytes(id);
    return QString::fromLatin1(bytes.toBase64());
}

QStringList unpacked(const QJsonValue &value)
{
    const auto bytes = QByteArray::fromBase64(value.toString().toLatin1());
    QStringList ids;
    for (qsizetype at = 0; at + 16 <= bytes.size(); at += 16)
        ids.append(QUuid::fromRfc4122(QByteArrayView(bytes).sliced(at, 16)).toString(QUuid::WithoutBraces));
    return ids;
}

void addTexts(const QJsonValue &value, QStringList &texts)
{
    if (value.isString())
        texts.append(value.toString());
    else if (value.isArray())
        for (const auto list = value.toArray(); const auto &entry : list)
            addTexts(entry, texts);
    else if (value.isObject())
        for (const auto object = value.toObject(); const auto &entry : object)
            addTexts(entry, texts);
}

QByteArray wordPrefix(const QString &word, qsizetype letters)
{
    return "w/" + word.left(letters).toUtf8();
}

QList<QByteArray> tokensOf(const OutboxItem &item)
{
    QList<QByteArray> tokens{SearchIndex::incidentToken(item.draft.incident)};
    if (!item.draft.target.isEmpty())
        tokens.append(SearchIndex::targetToken(item.draft.target));
    for (const auto &photo : item.photos)
        tokens.append(SearchIndex::photoToken(photo.photo));
    for (const auto &word : SearchIndex::wordsOf(item))
        for (const auto letters : {shortToken, longToken})
            if (word.size() >= letters)
                tokens.append(wordPrefix(word, letters));
    std::ranges::sort(tokens);
    tokens.erase(std::unique(tokens.begin(), tokens.end()), tokens.end());
    return tokens;
}

// The row that says how far the submissions of an earlier version have been entered.
Result<QString> progressPlace(const Vault &vault)
{
    return vault.blindId("progress");
}

} // namespace

QStringList SearchIndex::wordsOf(const OutboxItem &item)
{
    QStringList texts{item.title};
    addTexts(item.draft.values, texts);
    auto words = place::searchWords(texts.join(QLatin1Char(' ')));
    words.removeDuplicates();
    return words.first(std::min(words.size(), mostWords));
}

bool SearchIndex::matches(const OutboxItem &item, const QStringList &queryWords)
{
    const auto words = wordsOf(item);
    return std::ranges::all_of(queryWords, [&](const QString &wanted) {
        return std::ranges::any_of(words, [&](const QString &word) { return word.startsWith(wanted); });
    });
}

QByteArray SearchIndex::incidentToken(const QString &incident)
{
    return "i/" + incident.toUtf8();
}

QByteArray SearchIndex::photoToken(const QString &photo)
{
    return "p/" + photo.toUtf8();
}

QByteArray SearchIndex::targetToken(const QString &submission)
{
    return "t/" + submission.toUtf8();
}

QByteArray SearchIndex::wordToken(const QString &word)
{
    return word.size() < shortToken ? QByteArray() : wordPrefix(word, word.size() < longToken ? shortToken : longToken);
}

Result<QString> SearchIndex::blockPlace(const QByteArray &token, qint64 number) const
{
    return m_vault.blindId("block/" + QByteArray::number(number) + '/' + token);
}

Result<QString> SearchIndex::headPlace(const QByteArray &token) const
{
    return m_vault.blindId("head/" + token);
}

Result<SearchIndex::Head> SearchIndex::head(const QByteArray &token) const
{
    const auto place = headPlace(token);
    const auto row = place ? m_vault.find(Table::Search, *place) : tl::unexpected(place.error());
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return Head();
    return Head{unpacked((**row)[QLatin1String("ids")]), (**row)[QLatin1String("blocks")].toInteger(),
                (**row)[QLatin1String("first")].toInteger()};
}

Result<void> SearchIndex::append(const QByteArray &token, const QString &id, Heads &heads, QList<Change> &changes) const
{
    if (!heads.contains(token)) {
        auto known = head(token);
        if (!known)
            return tl::unexpected(known.error());
        heads.insert(token, *std::move(known));
    }
    auto &head = heads[token];
    if (head.ids.contains(id))
        return {};
    head.written = true;
    if (head.ids.size() >= blockSize) {
        const auto full = blockPlace(token, head.blocks);
        if (!full)
            return tl::unexpected(full.error());
        changes.append({Table::Search, *full, {{QStringLiteral("ids"), packed(head.ids)}}, 0});
        head.ids.clear();
        ++head.blocks;
        if (auto dropped = dropOldest(token, head, changes); !dropped)
            return dropped;
    }
    head.ids.append(id);
    return {};
}

// Once for each new block, so that a chain never holds much more than what is still on the phone.
Result<void> SearchIndex::dropOldest(const QByteArray &token, Head &head, QList<Change> &changes) const
{
    if (head.first + 1 >= head.blocks)
        return {};
    const auto place = blockPlace(token, head.first);
    const auto oldest = place ? m_vault.find(Table::Search, *place) : tl::unexpected(place.error());
    if (!oldest)
        return tl::unexpected(oldest.error());
    if (!*oldest)
        return {}; // of this very commit
    for (const auto &id : unpacked((**oldest)[QLatin1String("ids")])) {
        const auto there = m_vault.holds(Table::Outbox, id);
        if (!there)
            return tl::unexpected(there.error());
        if (*there)
            return {};
    }
    changes.append({Table::Search, *place, {}, 0});
    ++head.first;
    return {};
}

Result<QList<Change>> SearchIndex::entering(const QList<OutboxItem> &items) const
{
    QList<Change> changes;
    Heads heads;
    for (const auto &item : items)
        for (const auto &token : tokensOf(item))
            if (auto added = append(token, item.id(), heads, changes); !added)
                return tl::unexpected(added.error());
    for (auto head = heads.cbegin(); head != heads.cend(); ++head) {
        if (!head->written)
            continue;
        const auto place = headPlace(head.key());
        if (!place)
            return tl::unexpected(place.error());
        changes.append({Table::Search,
                        *place,
                        {{QStringLiteral("ids"), packed(head->ids)},
                         {QStringLiteral("blocks"), head->blocks},
                         {QStringLiteral("first"), head->first}},
                        0});
    }
    return changes;
}

Result<SearchIndex::Chain> SearchIndex::chain(const QByteArray &token) const
{
    return head(token).map([&](const Head &known) { return Chain{token, known.ids, known.blocks, known.first}; });
}

Result<std::optional<QString>> SearchIndex::next(Chain &chain) const
{
    while (chain.read.isEmpty() && chain.blocks > chain.first) {
        const auto place = blockPlace(chain.token, --chain.blocks);
        const auto block = place ? m_vault.find(Table::Search, *place) : tl::unexpected(place.error());
        if (!block)
            return tl::unexpected(block.error());
        if (*block)
            chain.read = unpacked((**block)[QLatin1String("ids")]);
    }
    return chain.read.isEmpty() ? std::nullopt : std::optional(chain.read.takeLast());
}

Result<bool> SearchIndex::complete() const
{
    const auto place = progressPlace(m_vault);
    const auto row = place ? m_vault.find(Table::Search, *place) : tl::unexpected(place.error());
    if (!row)
        return tl::unexpected(row.error());
    return *row && (**row)[QLatin1String("done")].toBool();
}

Result<bool> SearchIndex::enterEarlier()
{
    const auto place = progressPlace(m_vault);
    const auto row = place ? m_vault.find(Table::Search, *place) : tl::unexpected(place.error());
    if (!row)
        return tl::unexpected(row.error());
    const auto known = row->value_or(QJsonObject());
    if (known[QLatin1String("done")].toBool())
        return true;
    const auto after = known[QLatin1String("after")].toString();
    const auto rows =
        m_vault.page({Table::Outbox, {}, after.isEmpty() ? QByteArray() : Vault::idBytes(after), false, earlierAtOnce});
    if (!rows)
        return tl::unexpected(rows.error());
    const bool done = rows->size() < earlierAtOnce;
    QList<OutboxItem> items;
    for (const auto &one : *rows) {
        auto item = OutboxItem::fromJson(one);
        if (!item)
            return tl::unexpected(item.error());
        items.append(*std::move(item));
    }
    auto changes = entering(items);
    if (!changes)
        return tl::unexpected(changes.error());
    changes->append(
        {Table::Search,
         *place,
         {{QStringLiteral("done"), done}, {QStringLiteral("after"), items.isEmpty() ? after : items.last().id()}},
         0});
    return m_vault.commit(*changes).map([&] { return done; });
}

} // namespace astreinte::app
