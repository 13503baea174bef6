// SPDX-License-Identifier: EUPL-1.2
#include "server/storage/file_modes.h"

#include <QFile>
#include <sys/stat.h>

namespace astreinte::storage {
namespace {

bool handsItsGroupOn(const QString &folder)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(folder).constData(), &status) == 0 && (status.st_mode & S_ISGID) != 0;
}

} // namespace

mode_t fileModeIn(const QString &folder)
{
    return handsItsGroupOn(folder) ? 0660 : 0600;
}

mode_t folderModeIn(const QString &folder)
{
    return handsItsGroupOn(folder) ? 0770 : 0700;
}

} // namespace astreinte::storage
