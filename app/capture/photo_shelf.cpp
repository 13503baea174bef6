// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_shelf.h"

#include "app/capture/picture.h"
#include "app/redaction/public_pictures.h"
#include "app/redaction/rights_imprint.h"
#include "app/vault/vault.h"
#include "core/signature/bytes.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

namespace astreinte::app {
namespace {

constexpr int cachedKilobytes = 96 * 1024;

// The public pictures of one photo: the master, and those of the channels that take another.
struct Processed
{
    QSize upright;
    RenditionRecord master;
    QMap<QString, RenditionRecord> channels;

    void giveTo(Photo &photo) const
    {
        photo.pixels = upright;
        photo.rendition = master;
        photo.channelRenditions = channels;
    }
};

Result<RenditionRecord> kept(const Vault &vault, const VaultKeys &keys, const Rendition &rendition)
{
    const auto blob = vault.keepBlob(keys, rendition.jpeg);
    if (!blob)
        return tl::unexpected(blob.error());
    return RenditionRecord{*blob, signature::sha256(rendition.jpeg), rendition.jpeg.size(), rendition.pixels, {}};
}

// Any thread: the public pictures of `encoded`, sealed and durable. Channels whose limits give the same bytes share
// one file.
Result<Processed> process(const Vault &vault, const VaultKeys &keys, const QByteArray &encoded, const Photo &photo)
{
    const auto &limits = bundledPictureLimits();
    const auto wanted = limits.toMake();
    const auto made = publicPictures(encoded, {photo.turns, photo.crop, photo.regions}, wanted);
    if (!made)
        return tl::unexpected(made.error());
    Processed processed{made->upright, {}, {}};
    QList<RenditionRecord> records;
    for (const auto &rendition : made->renditions) {
        const bool same = !records.isEmpty() && records.first().sha256 == signature::sha256(rendition.jpeg);
        const auto record = same ? Result<RenditionRecord>(records.first()) : kept(vault, keys, rendition);
        if (!record)
            return tl::unexpected(record.error());
        records.append(*record);
    }
    processed.master = records.first();
    for (auto it = limits.made.begin(); it != limits.made.end(); ++it)
        if (const auto &record = records[wanted.indexOf(*it)]; record != processed.master)
            processed.channels.insert(it.key(), record);
    return processed;
}

// Any thread: what the shutter knew, and all that the picture itself tells, its rendition made and sealed.
Result<Photo> complete(const Vault &vault, const VaultKeys &keys, Photo photo, const QByteArray &encoded)
{
    const auto processed = process(vault, keys, encoded, photo);
    if (!processed)
        return tl::unexpected(processed.error());
    photo.sha256 = signature::sha256(encoded);
    photo.size = encoded.size();
    processed->giveTo(photo);
    photo.fileRemark = readRemark(encoded).text();
    return photo;
}

template <typename Value>
void answerLater(QFuture<Value> future, QObject *context, std::function<void(const Value &)> answer)
{
    future.then(context, [answer = std::move(answer)](const Value &value) { answer(value); });
}

QByteArray digestOf(const picture::Rights &rights)
{
    const QStringList words{
        rights.credit,       rights.creator,           rights.notice, rights.identifier, rights.usageTerms,
        rights.modelRelease, rights.digitalSourceType, rights.city};
    return signature::sha256(words.join(QChar(0x1F)).toUtf8());
}

// The same pixels with these words of rights, under a name of their own.
Result<RenditionRecord> imprinted(const Vault &vault, const VaultKeys &keys, const RenditionRecord &before,
                                  const picture::Rights &rights)
{
    const auto plain = vault.readBlob(keys, before.blob);
    const auto jpeg = plain ? imprint(*plain, rights) : tl::unexpected(plain.error());
    if (!jpeg)
        return tl::unexpected(jpeg.error());
    const auto blob = vault.keepBlob(keys, *jpeg);
    if (!blob)
        return tl::unexpected(blob.error());
    return RenditionRecord{*blob, signature::sha256(*jpeg), jpeg->size(), before.pixels, digestOf(rights)};
}

} // namespace

PhotoShelf::PhotoShelf(Vault &vault, QObject *parent) : QObject(parent), m_vault(vault), m_pictures(cachedKilobytes) {}

Result<void> PhotoShelf::load()
{
    forget();
    const auto rows = m_vault.all(Table::Photo);
    if (!rows)
        return tl::unexpected(rows.error());
    for (const auto &row : *rows) {
        auto photo = Photo::fromJson(row);
        if (!photo)
            return tl::unexpected(photo.error());
        m_photos.insert(photo->id, *photo);
    }
    return {};
}

void PhotoShelf::forget()
{
    m_photos.clear();
    m_pictures.clear();
}

Result<void> PhotoShelf::commit(const Photo &photo)
{
    return m_vault.put(Table::Photo, photo.id, photo.toJson());
}

void PhotoShelf::keep(const Photo &photo, const QByteArray &encoded, QObject *context, const Kept &answer)
{
    const auto keys = m_vault.keys();
    if (!keys) {
        answer(fail(Reason::Locked));
        return;
    }
    auto work = QtConcurrent::run([this, keys, photo, encoded]() -> Result<Photo> {
        // The rendition first: a picture that cannot be decoded must not leave an orphan behind.
        auto kept = complete(m_vault, *keys, photo, encoded);
        const auto blob = kept ? m_vault.keepBlob(*keys, encoded) : tl::unexpected(kept.error());
        if (!blob)
            return tl::unexpected(blob.error());
        kept->blob = *blob;
        return kept;
    });
    settle(std::move(work), context, answer);
}

void PhotoShelf::adopt(const Photo &photo, const QString &blob, QObject *context, const Kept &answer)
{
    const auto keys = m_vault.keys();
    if (!keys) {
        answer(fail(Reason::Locked));
        return;
    }
    auto work = QtConcurrent::run([this, keys, photo, blob]() -> Result<Photo> {
        const auto encoded = m_vault.readBlob(*keys, blob);
        auto kept = encoded ? complete(m_vault, *keys, photo, *encoded) : tl::unexpected(encoded.error());
        if (kept)
            kept->blob = blob;
        return kept;
    });
    settle(std::move(work), context, answer);
}

void PhotoShelf::settle(QFuture<Result<Photo>> work, QObject *context, const Kept &answer)
{
    using Outcome = Result<Photo>;
    answerLater<Outcome>(std::move(work), this, [this, context = QPointer(context), answer](const Outcome &outcome) {
        Outcome result = outcome;
        if (result)
            if (const auto committed = commit(*result); !committed)
                result = tl::unexpected(committed.error());
        if (result) {
            m_photos.insert(result->id, *result);
            Q_EMIT changed(result->id);
        }
        if (context)
            answer(result);
    });
}

void PhotoShelf::render(const QString &id, const std::function<void(Photo &)> &edit, QObject *context,
                        const Kept &answer)
{
    const auto keys = m_vault.keys();
    if (!keys || !m_photos.contains(id)) {
        answer(fail(keys ? Reason::MissingPhoto : Reason::Locked));
        return;
    }
    Photo wanted = m_photos[id];
    edit(wanted);
    using Outcome = Result<Processed>;
    auto work = QtConcurrent::run([this, keys, wanted]() -> Outcome {
        const auto original = m_vault.readBlob(*keys, wanted.blob);
        if (!original)
            return tl::unexpected(original.error());
        return process(m_vault, *keys, *original, wanted);
    });
    answerLater<Outcome>(work, this, [this, id, edit, context = QPointer(context), answer](const Outcome &outcome) {
        auto done = [&]() -> Result<Photo> {
            if (!outcome)
                return tl::unexpected(outcome.error());
            if (!m_photos.contains(id))
                return fail(Reason::MissingPhoto);
            // What changed meanwhile (an alternative text) is kept.
            Photo next = m_photos[id];
            edit(next);
            const auto old = next.renditions();
            outcome->giveTo(next);
            ++next.version;
            if (auto committed = commit(next); !committed)
                return tl::unexpected(committed.error());
            m_photos.insert(id, next);
            m_pictures.clear();
            for (const auto &file : old)
                (void)m_vault.dropBlob(file.blob);
            return next;
        }();
        if (done)
            Q_EMIT changed(id);
        if (context)
            answer(done);
    });
}

Result<void> PhotoShelf::imprintRights(const QString &id, const picture::Rights &rights)
{
    const auto keys = m_vault.keys();
    const auto digest = digestOf(rights);
    if (!keys || !m_photos.contains(id) || !m_photos[id].rendition)
        return fail(keys ? Reason::MissingPhoto : Reason::Locked);
    if (m_photos[id].rendition->rights == digest)
        return {};
    Photo next = m_photos[id];
    const auto old = next.renditions();
    Result<void> done;
    next.changeRenditions([&](const RenditionRecord &before) {
        const auto after = done ? imprinted(m_vault, *keys, before, rights) : tl::unexpected(done.error());
        if (!after)
            done = tl::unexpected(after.error());
        return after.value_or(before);
    });
    if (done)
        done = commit(next);
    if (!done)
        return done;
    m_photos.insert(id, next);
    for (const auto &file : old)
        (void)m_vault.dropBlob(file.blob);
    return {};
}

const Photo *PhotoShelf::find(const QString &id) const
{
    const auto found = m_photos.constFind(id);
    return found == m_photos.cend() ? nullptr : &*found;
}

QList<Consent> PhotoShelf::consents() const
{
    auto ids = m_photos.keys();
    ids.sort(); // by the instant of the shutter
    QList<Consent> consents;
    for (const auto &id : std::as_const(ids))
        consents += m_photos[id].consents;
    return consents;
}

QList<Photo> PhotoShelf::ofDraft(const QString &draftId) const
{
    QList<Photo> photos;
    for (const auto &photo : m_photos)
        if (photo.draft == draftId)
            photos.append(photo);
    std::ranges::sort(photos, {}, &Photo::id);
    return photos;
}

Result<void> PhotoShelf::update(const Photo &photo)
{
    auto committed = commit(photo);
    if (committed) {
        m_photos.insert(photo.id, photo);
        Q_EMIT changed(photo.id);
    }
    return committed;
}

Result<void> PhotoShelf::remove(const QString &id)
{
    const auto found = m_photos.constFind(id);
    if (found == m_photos.cend())
        return {};
    if (found->sealedAt)
        return fail(Reason::NotAllowed, QStringLiteral("kept for the judicial authority"));
    if (auto removed = m_vault.remove(Table::Photo, id); !removed)
        return removed;
    const auto photo = m_photos.take(id);
    m_pictures.clear();
    (void)m_vault.dropBlob(photo.blob);
    for (const auto &file : photo.renditions())
        (void)m_vault.dropBlob(file.blob);
    Q_EMIT changed(id);
    return {};
}

} // namespace astreinte::app
