// SPDX-License-Identifier: EUPL-1.2
#include "app/ports/clock.h"
#include "app/sync/diagnostics.h"
#include "app/vault/vault.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QtConcurrent/QtConcurrentRun>

// What can be carried off a phone whose data cannot be opened.
namespace astreinte::app {

Result<QString> Diagnostics::rescueTo(const QString &vaultFolder, const QString &folder, const QString &name)
{
    const QDir target(folder + QLatin1Char('/') + name);
    for (const auto &kind : {QStringLiteral("blobs"), QStringLiteral("held")}) {
        const QDir source(vaultFolder + QLatin1Char('/') + kind);
        if (!target.mkpath(kind))
            return fail(Reason::StorageFailed, name);
        for (const auto &file : source.entryInfoList({QStringLiteral("*.age")}, QDir::Files | QDir::NoSymLinks)) {
            const auto copy = target.filePath(kind + QLatin1Char('/') + file.fileName());
            if (!QFile::copy(file.filePath(), copy) || QFileInfo(copy).size() != file.size())
                return fail(Reason::StorageFailed, file.fileName());
        }
    }
    return QDir::toNativeSeparators(target.path());
}

void Diagnostics::rescue()
{
    if (m_rescuing)
        return;
    m_rescuing = true;
    m_problem.clear();
    Q_EMIT changed();
    const auto name = QStringLiteral("astreinte-%1")
                          .arg(m_sources.clock.dateTime().toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    auto work = QtConcurrent::run(rescueTo, m_sources.vault.folder(),
                                  QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), name);
    work.then(this, [this](const Result<QString> &done) {
        m_rescuing = false;
        m_exportedTo = done.value_or(QString());
        m_problem = done ? QString() : done.error().userText();
        Q_EMIT changed();
    });
}

} // namespace astreinte::app
