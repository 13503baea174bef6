// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_shelf.h"

#include "app/capture/picture.h"
#include "app/redaction/rendition.h"
#include "app/redaction/rights_imprint.h"
#include "app/vault/vault.h"
#include "core/signature/bytes.h"

#include <QPointer>
#include <QtConcurrent/QtConcurrentRun>
#include <algorithm>

namespace astreinte::app {
namespace {

constexpr int cachedKilobytes = 96 * 1024;

struct Processed
{
    QSize upright;
    RenditionRecord record;
};

// Any thread: the public picture of `encoded`, sealed and durable.
Result<Processed> process(const Vault &vault, const VaultKeys &keys, const QByteArray &encoded, int turns,
                          const QList<Region> &regions)
{
    auto upright = decodeUpright(encoded, turns);
    if (!upright)
        return tl::unexpected(upright.error());
    const auto size = upright->size();
    const auto rendition = makeRendition(*std::move(upright), regions, bundledPictureLimits().master);
    if (!rendition)
        return tl::unexpected(rendition.error());
    const auto blob = vault.keepBlob(keys, rendition->jpeg);
    if (!blob)
        return tl::unexpected(blob.error());
    return Processed{size, {*blob, signature::sha256(rendition->jpeg), rendition->jpeg.size(), rendition->pixels, {}}};
}

// Any thread: what the shutter knew, and all that the picture itself tells, its rendition made and sealed.
Result<Photo> complete(const Vault &vault, const VaultKeys &keys, Photo photo, const QByteArray &encoded)
{
    const auto processed = process(vault, keys, encoded, photo.turns, photo.regions);
    if (!processed)
        return tl::unexpected(processed.error());
    photo.sha256 = signature::sha256(encoded);
    photo.size = encoded.size();
    photo.pixels = processed->upright;
    photo.rendition = processed->record;
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
        m_photos.insert(photo->id, *std::move(photo));
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

void PhotoShelf::keep(const Photo &photo, const QByteArray &encoded, QObject *context, Kept answer)
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
    settle(work, context, std::move(answer));
}

void PhotoShelf::adopt(const Photo &photo, const QString &blob, QObject *context, Kept answer)
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
    settle(work, context, std::move(answer));
}

void PhotoShelf::settle(QFuture<Result<Photo>> work, QObject *context, Kept answer)
{
    using Outcome = Result<Photo>;
    answerLater<Outcome>(work, this, [this, context = QPointer(context), answer](const Outcome &outcome) {
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

void PhotoShelf::render(const QString &id, const std::function<void(Photo &)> &edit, QObject *context, Kept answer)
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
        return process(m_vault, *keys, *original, wanted.turns, wanted.regions);
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
            const auto old = next.rendition;
            next.rendition = outcome->record;
            next.pixels = outcome->upright;
            ++next.version;
            if (auto committed = commit(next); !committed)
                return tl::unexpected(committed.error());
            m_photos.insert(id, next);
            m_pictures.clear();
            if (old)
                (void)m_vault.dropBlob(old->blob);
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
    const auto old = next.rendition->blob;
    const auto plain = m_vault.readBlob(*keys, old);
    const auto signedJpeg = plain ? imprint(*plain, rights) : tl::unexpected(plain.error());
    if (!signedJpeg)
        return tl::unexpected(signedJpeg.error());
    const auto blob = m_vault.keepBlob(*keys, *signedJpeg);
    if (!blob)
        return tl::unexpected(blob.error());
    next.rendition =
        RenditionRecord{*blob, signature::sha256(*signedJpeg), signedJpeg->size(), next.rendition->pixels, digest};
    if (auto committed = commit(next); !committed)
        return committed;
    m_photos.insert(id, next);
    (void)m_vault.dropBlob(old);
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
    const Photo photo = *found;
    if (photo.sealedAt)
        return fail(Reason::NotAllowed, QStringLiteral("kept for the judicial authority"));
    if (auto removed = m_vault.remove(Table::Photo, id); !removed)
        return removed;
    m_photos.remove(id);
    m_pictures.clear();
    (void)m_vault.dropBlob(photo.blob);
    if (photo.rendition)
        (void)m_vault.dropBlob(photo.rendition->blob);
    Q_EMIT changed(id);
    return {};
}

} // namespace astreinte::app
