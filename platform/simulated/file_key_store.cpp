// SPDX-License-Identifier: EUPL-1.2
#include "platform/simulated/file_key_store.h"

#include "core/signature/bytes.h"

#include <QDir>
#include <QFile>
#include <QPointer>
#include <QSaveFile>
#include <utility>

namespace astreinte::platform {
namespace {

// The port promises an answer later, never during the call.
template <typename Answer>
void later(QObject *context, Answer answer)
{
    QMetaObject::invokeMethod(context, std::move(answer), Qt::QueuedConnection);
}

} // namespace

FileKeyStore::FileKeyStore(QString folder) : m_folder(std::move(folder)) {}

QString FileKeyStore::path(const QString &entry) const
{
    return m_folder + QLatin1Char('/') + QString::fromLatin1(signature::hex(signature::sha256(entry.toUtf8())));
}

void FileKeyStore::read(const QString &entry, QObject *context, Read answer)
{
    later(context, [file = path(entry), answer = std::move(answer)] {
        QFile stored(file);
        if (!stored.exists())
            answer(fail(Reason::UnknownKey));
        else if (!stored.open(QIODevice::ReadOnly))
            answer(fail(Reason::KeyStoreUnavailable, stored.errorString()));
        else
            answer(std::make_shared<const signature::Secret>(stored.readAll()));
    });
}

void FileKeyStore::write(const QString &entry, const signature::Secret &value, QObject *context, Done answer)
{
    QDir().mkpath(m_folder);
    QSaveFile stored(path(entry));
    const bool written = stored.open(QIODevice::WriteOnly) &&
                         stored.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                         stored.write(value.view().data(), value.size()) == value.size() && stored.commit();
    later(context, [written, why = stored.errorString(), answer = std::move(answer)] {
        answer(written ? Result<void>{} : Result<void>{fail(Reason::KeyStoreUnavailable, why)});
    });
}

void FileKeyStore::remove(const QString &entry, QObject *context, Done answer)
{
    QFile stored(path(entry));
    const bool gone = !stored.exists() || stored.remove();
    later(context, [gone, answer = std::move(answer)] {
        answer(gone ? Result<void>{} : Result<void>{fail(Reason::KeyStoreUnavailable)});
    });
}

} // namespace astreinte::platform
