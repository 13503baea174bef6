// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>
#include <sys/types.h>

namespace astreinte::storage {

// Who may read and write what this server creates: its own user, and in a folder that two users share (setgid: it hands
// its group on) that group as well. Nobody else ever. A process that works in such a folder has the umask 007.
[[nodiscard]] mode_t fileModeIn(const QString &folder);   // 0600 or 0660
[[nodiscard]] mode_t folderModeIn(const QString &folder); // 0700 or 0770

} // namespace astreinte::storage
