// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/retention.h"

#include "app/outbox/search_index.h"
#include "app/vault/blob_names.h"
#include "app/vault/vault.h"

namespace astreinte::app {
namespace {

using submission::State;

// Removed in one go; the rest goes with the next unlocking.
constexpr int mostAtOnce = 100;
constexpr int readAtOnce = 50;

bool mayGo(const OutboxItem &item, signature::Instant now)
{
    return !item.receipt.isEmpty() && now - item.receivedAt > keptAfterReceipt;
}

// A UUIDv7 begins with the milliseconds at which it was made (RFC 9562 §5.7): the first that is made at `at`.
QByteArray firstIdOf(signature::Instant at)
{
    QByteArray id(16, '\0');
    const auto since = quint64(std::max<qint64>(0, at.time_since_epoch().count()));
    for (int byte = 0; byte < 6; ++byte)
        id[byte] = char(since >> (8 * (5 - byte)));
    return id;
}

// Those that were made long enough ago, oldest first, as far as their time allows them to go.
Result<QList<OutboxItem>> goingNow(const Vault &vault, signature::Instant now)
{
    const QList<quint8> ended{quint8(State::Published), quint8(State::Corrected), quint8(State::Withdrawn),
                              quint8(State::Refused), quint8(State::Expired)};
    const auto end = firstIdOf(now - keptAfterReceipt);
    QList<OutboxItem> going;
    for (QByteArray beyond; going.size() < mostAtOnce;) {
        const auto ids = vault.ids({Table::Outbox, ended, beyond, false, readAtOnce});
        if (!ids)
            return tl::unexpected(ids.error());
        for (const auto &id : *ids) {
            beyond = Vault::idBytes(id);
            if (beyond >= end)
                return going;
            const auto row = vault.find(Table::Outbox, id);
            auto item = row && *row ? OutboxItem::fromJson(**row)
                                    : tl::unexpected(row ? Failure{Reason::StorageDamaged, {}} : row.error());
            if (!item)
                return tl::unexpected(item.error());
            if (mayGo(*item, now) && going.size() < mostAtOnce)
                going.append(*std::move(item));
        }
        if (ids->size() < readAtOnce)
            break;
    }
    return going;
}

Result<QSet<QString>> photosOfDrafts(const Vault &vault)
{
    const auto drafts = vault.all(Table::Draft);
    if (!drafts)
        return tl::unexpected(drafts.error());
    QSet<QString> inUse;
    for (const auto &row : *drafts)
        for (const auto photos = row[QLatin1String("photos")].toArray(); const auto &photo : photos)
            inUse.insert(photo.toString());
    return inUse;
}

// A correction shares the photos of what it corrects.
Result<bool> namedByAnother(const Vault &vault, const SearchIndex &index, const QString &photo, const QString &item)
{
    auto chain = index.chain(SearchIndex::photoToken(photo));
    while (chain) {
        const auto id = index.next(*chain);
        if (!id)
            return tl::unexpected(id.error());
        if (!*id)
            return false;
        if (**id == item)
            continue;
        auto there = vault.holds(Table::Outbox, **id);
        if (!there || *there)
            return there;
    }
    return tl::unexpected(chain.error());
}

Result<void> letGo(Vault &vault, const OutboxItem &item, const QSet<QString> &inUse)
{
    const SearchIndex index(vault);
    QList<Change> changes{{Table::Outbox, item.id(), {}, 0}};
    QSet<QString> blobs;
    for (const auto &photo : item.photos) {
        const auto shared = namedByAnother(vault, index, photo.photo, item.id());
        if (!shared)
            return tl::unexpected(shared.error());
        if (*shared || inUse.contains(photo.photo))
            continue;
        if (!photo.blob.isEmpty())
            blobs.insert(photo.blob);
        if (const auto kept = vault.find(Table::Photo, photo.photo); kept && *kept) {
            namedBlobs(**kept, blobs);
            changes.append({Table::Photo, photo.photo, {}, 0});
        }
    }
    if (auto done = vault.commit(changes); !done)
        return done;
    for (const auto &blob : std::as_const(blobs))
        (void)vault.dropBlob(blob);
    return {};
}

} // namespace

Result<int> applyRetention(Vault &vault, signature::Instant now)
{
    const auto going = goingNow(vault, now);
    if (!going || going->isEmpty())
        return going.map([](const auto &) { return 0; });
    // Which photos are shared is read from the index: it waits until all of an earlier version's are in it.
    const auto complete = SearchIndex(vault).enterEarlier();
    const auto inUse = photosOfDrafts(vault);
    if (!complete || !inUse)
        return tl::unexpected(complete ? inUse.error() : complete.error());
    if (!*complete)
        return 0;
    for (const auto &item : *going)
        if (auto gone = letGo(vault, item, *inUse); !gone)
            return tl::unexpected(gone.error());
    return int(going->size());
}

} // namespace astreinte::app
