// SPDX-License-Identifier: EUPL-1.2
#include "server/deployment/recovery.h"

#include "core/sealing/age_keys.h"

#include <QFileInfo>
#include <QSaveFile>

namespace astreinte::deployment {

Result<std::optional<QString>> recoveryRecipient(const DataFolder &folder)
{
    QFile file(folder.recoveryRecipient());
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
    const auto recipient = sealing::AgeRecipient::fromText(file.readAll().trimmed());
    if (!recipient)
        return fail(Reason::InvalidValue, file.fileName());
    return recipient->toText();
}

Result<> setRecoveryRecipient(const DataFolder &folder, const QString &recipient)
{
    const auto checked = sealing::AgeRecipient::fromText(recipient.toLatin1());
    if (!checked)
        return tl::unexpected(checked.error());
    QSaveFile file(folder.recoveryRecipient());
    if (!file.open(QIODevice::WriteOnly) || file.write(checked->toText().toLatin1() + '\n') < 0 || !file.commit())
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(file.fileName(), file.errorString()));
    return {};
}

} // namespace astreinte::deployment
