// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/bundle_log.h"

#include "core/sealing/derivation.h"
#include "core/signature/bytes.h"

#include <QFile>
#include <QFileInfo>
#include <QtEndian>
#include <fcntl.h>
#include <unistd.h>

namespace astreinte::app {
namespace {

constexpr QByteArrayView beginning("BND1");
constexpr QByteArrayView ending("1DNB");
constexpr qint64 headSize = 16;
constexpr qint64 codeSize = 32;
constexpr qint64 tailSize = 8;
constexpr qint64 around = headSize + codeSize + tailSize;
constexpr qint64 rowHeadSize = 30;
constexpr qint64 largestBody = qint64(256) * 1024 * 1024;

template <typename Number>
QByteArray bigEndian(Number number)
{
    QByteArray bytes(sizeof number, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

QByteArray bodyOf(const QList<StoredRow> &rows)
{
    QByteArray body;
    for (const auto &row : rows)
        body += char(row.table) + row.id + bigEndian(row.revision) + char(row.state) +
                bigEndian(quint32(row.sealed.size())) + row.sealed;
    return body;
}

Result<QByteArray> framed(const signature::Secret &key, quint64 sequence, const QList<StoredRow> &rows)
{
    const auto body = bodyOf(rows);
    const auto size = bigEndian(quint32(body.size()));
    const QByteArray authenticated = beginning.toByteArray() + size + bigEndian(sequence) + body;
    return sealing::hmacSha256(key.view(), authenticated).map([&](const QByteArray &code) {
        return authenticated + code + size + ending.toByteArray();
    });
}

std::optional<QList<StoredRow>> rowsOf(QByteArrayView body)
{
    QList<StoredRow> rows;
    while (!body.isEmpty()) {
        if (body.size() < rowHeadSize)
            return std::nullopt;
        StoredRow row{Table(uchar(body[0])),
                      body.sliced(1, 16).toByteArray(),
                      qFromBigEndian<quint64>(body.data() + 17),
                      quint8(body[25]),
                      {}};
        const auto size = qFromBigEndian<quint32>(body.data() + 26);
        if (body.size() - rowHeadSize < qint64(size))
            return std::nullopt;
        row.sealed = body.sliced(rowHeadSize, size).toByteArray();
        rows.append(row);
        body = body.sliced(rowHeadSize + size);
    }
    return rows;
}

// The whole bundle that begins at `at`; nothing when there is none.
std::optional<BundleLog::Bundle> bundleAt(QByteArrayView file, qint64 at, const signature::Secret &key, qint64 &size)
{
    if (file.size() - at < around || file.sliced(at, 4) != beginning)
        return std::nullopt;
    const qint64 body = qFromBigEndian<quint32>(file.data() + at + 4);
    if (body > largestBody || file.size() - at - around < body)
        return std::nullopt;
    const auto code = sealing::hmacSha256(key.view(), file.sliced(at, headSize + body));
    const auto end = file.sliced(at + headSize + body + codeSize, tailSize);
    if (!code || !signature::constantTimeEqual(*code, file.sliced(at + headSize + body, codeSize)) ||
        end.sliced(4) != ending || qFromBigEndian<quint32>(end.data()) != quint32(body))
        return std::nullopt;
    auto rows = rowsOf(file.sliced(at + headSize, body));
    if (!rows)
        return std::nullopt;
    size = around + body;
    return BundleLog::Bundle{qFromBigEndian<quint64>(file.data() + at + 8), *std::move(rows)};
}

// The file as memory: read where it is looked at, not whole. As long as it was when it was opened: it may grow while
// somebody reads it, and what has come since is not mapped.
class Mapped
{
public:
    explicit Mapped(const QString &path) : m_file(path)
    {
        const int opened = ::open(QFile::encodeName(path), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
        if (opened < 0 || !m_file.open(opened, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
            return;
        const auto size = m_file.size();
        if (size > 0)
            m_bytes = m_file.map(0, size);
        m_size = m_bytes ? size : 0;
        m_fine = m_size == size;
    }
    [[nodiscard]] bool fine() const { return m_fine; }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes, m_size}; }

private:
    QFile m_file;
    uchar *m_bytes = nullptr;
    qint64 m_size = 0;
    bool m_fine = false;
};

} // namespace

Result<BundleLog::Survey> BundleLog::read(const signature::Secret &key,
                                          const std::function<void(const Bundle &)> &each) const
{
    const Mapped mapped(m_file);
    if (!mapped.fine())
        return fail(Reason::StorageFailed, QStringLiteral("bundles"));
    const auto file = mapped.view();
    Survey survey;
    survey.size = file.size();
    for (qint64 at = 0; at < file.size();) {
        qint64 size = 0;
        const auto bundle = bundleAt(file, at, key, size);
        if (!bundle) {
            const auto next = file.indexOf(beginning, at + 1);
            at = next < 0 ? file.size() : next;
            continue;
        }
        survey.damaged = survey.damaged || survey.end != at;
        at += size;
        survey.end = at;
        survey.lastSequence = bundle->sequence;
        each(*bundle);
    }
    return survey;
}

Result<BundleLog::Tail> BundleLog::tail(const signature::Secret &key, quint64 sequence) const
{
    Tail tail;
    {
        const Mapped mapped(m_file);
        if (!mapped.fine())
            return fail(Reason::StorageFailed, QStringLiteral("bundles"));
        const auto file = mapped.view();
        tail.survey.end = tail.survey.size = file.size();
        for (qint64 end = file.size(); end >= around;) {
            const qint64 body = qFromBigEndian<quint32>(file.data() + end - tailSize);
            const qint64 at = end - around - body;
            qint64 size = 0;
            const auto bundle = at >= 0 ? bundleAt(file, at, key, size) : std::nullopt;
            if (!bundle || at + size != end)
                break;
            tail.survey.lastSequence = std::max(tail.survey.lastSequence, bundle->sequence);
            if (bundle->sequence <= sequence)
                return tail;
            tail.bundles.prepend(*bundle);
            end = at;
        }
        if (file.isEmpty())
            return tail;
    }
    // The end was cut, or all of it is newer: once through from the beginning.
    tail = {};
    const auto survey = read(key, [&](const Bundle &bundle) {
        if (bundle.sequence > sequence)
            tail.bundles.append(bundle);
    });
    if (!survey)
        return tl::unexpected(survey.error());
    tail.survey = *survey;
    return tail;
}

Result<void> BundleLog::cutAt(qint64 end)
{
    close();
    const auto file = m_disk.openEnd(m_file);
    if (!file)
        return tl::unexpected(file.error());
    const auto done = m_disk.cut(*file, end).and_then([&] { return m_disk.sync(*file); });
    (void)m_disk.close(*file);
    return done;
}

Result<void> BundleLog::append(const signature::Secret &key, const Bundle &bundle)
{
    const auto bytes = framed(key, bundle.sequence, bundle.rows);
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (m_broken)
        return fail(Reason::StorageFailed, QStringLiteral("bundles"));
    if (m_open < 0) {
        const auto file = m_disk.openEnd(m_file);
        if (!file)
            return tl::unexpected(file.error());
        m_open = *file;
        m_end = size();
    }
    m_before = m_end;
    if (auto written = m_disk.write(m_open, *bytes); !written) {
        takeBack();
        return written;
    }
    m_end += bytes->size();
    if (auto synced = m_disk.sync(m_open); !synced) {
        // What the medium holds now is unknown: never written to again (SECURITY §2).
        m_broken = true;
        close();
        return synced;
    }
    return {};
}

void BundleLog::takeBack()
{
    if (m_open < 0)
        return;
    if (!m_disk.cut(m_open, m_before).and_then([&] { return m_disk.sync(m_open); })) {
        m_broken = true;
        close();
        return;
    }
    m_end = m_before;
}

Result<void> BundleLog::rewrite(const signature::Secret &key, quint64 sequence,
                                const std::function<Result<QList<StoredRow>>()> &next)
{
    close();
    const auto salt = signature::randomBytes(8);
    if (!salt)
        return tl::unexpected(salt.error());
    const QString folder = QFileInfo(m_file).path();
    const QString temporary = folder + QStringLiteral("/.tmp-") + QString::fromLatin1(signature::hex(*salt));
    const auto file = m_disk.create(temporary);
    if (!file)
        return tl::unexpected(file.error());
    auto done = [&]() -> Result<void> {
        for (auto rows = next();; rows = next()) {
            if (!rows)
                return tl::unexpected(rows.error());
            if (rows->isEmpty())
                return m_disk.sync(*file);
            const auto bytes = framed(key, sequence, *rows);
            if (!bytes)
                return tl::unexpected(bytes.error());
            if (auto written = m_disk.write(*file, *bytes); !written)
                return written;
        }
    }();
    const auto closed = m_disk.close(*file);
    if (done)
        done = closed;
    if (done)
        done = m_disk.rename(temporary, m_file);
    if (!done) {
        (void)m_disk.remove(temporary);
        return done;
    }
    done = m_disk.syncFolder(folder);
    m_broken = !done;
    return done;
}

void BundleLog::close()
{
    if (m_open >= 0)
        (void)m_disk.close(m_open);
    m_open = -1;
}

qint64 BundleLog::size() const
{
    return QFileInfo(m_file).size();
}

bool BundleLog::exists() const
{
    return QFileInfo::exists(m_file);
}

} // namespace astreinte::app
