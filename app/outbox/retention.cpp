// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/retention.h"

#include "app/outbox/outbox.h"
#include "app/vault/blob_names.h"
#include "app/vault/vault.h"

namespace astreinte::app {
namespace {

bool mayGo(const OutboxItem &item, signature::Instant now)
{
    using submission::State;
    const bool ended = item.state == State::Published || item.state == State::Corrected ||
                       item.state == State::Withdrawn || item.state == State::Refused || item.state == State::Expired;
    return ended && !item.receipt.isEmpty() && now - item.receivedAt > keptAfterReceipt;
}

} // namespace

Result<int> applyRetention(Vault &vault, signature::Instant now)
{
    const auto items = vault.all(Table::Outbox);
    const auto drafts = vault.all(Table::Draft);
    if (!items || !drafts)
        return tl::unexpected(items ? drafts.error() : items.error());
    QSet<QString> inUse;
    for (const auto &row : *drafts)
        for (const auto photos = row[QLatin1String("photos")].toArray(); const auto &photo : photos)
            inUse.insert(photo.toString());
    QList<OutboxItem> going;
    for (const auto &row : *items) {
        auto item = OutboxItem::fromJson(row);
        if (item && mayGo(*item, now)) {
            going.append(*std::move(item));
            continue;
        }
        // A correction shares the photos of what it corrects; what cannot be read keeps everything it names.
        if (!item)
            return tl::unexpected(item.error());
        for (const auto &photo : item->photos)
            inUse.insert(photo.photo);
    }
    for (const auto &item : std::as_const(going)) {
        QList<Change> changes{{Table::Outbox, item.id(), {}, 0}};
        QSet<QString> blobs;
        for (const auto &photo : item.photos) {
            if (inUse.contains(photo.photo))
                continue;
            if (!photo.blob.isEmpty())
                blobs.insert(photo.blob);
            if (const auto kept = vault.find(Table::Photo, photo.photo); kept && *kept) {
                namedBlobs(**kept, blobs);
                changes.append({Table::Photo, photo.photo, {}, 0});
            }
        }
        if (auto done = vault.commit(changes); !done)
            return tl::unexpected(done.error());
        for (const auto &blob : std::as_const(blobs))
            (void)vault.dropBlob(blob);
    }
    return int(going.size());
}

} // namespace astreinte::app
