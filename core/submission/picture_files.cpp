// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/picture_files.h"

namespace astreinte::submission {

const PictureFile &PictureFiles::fileFor(const QString &channel) const
{
    const auto found = renditions.constFind(channel);
    return found == renditions.cend() ? *this : *found;
}

QList<PictureFile> PictureFiles::files() const
{
    QList<PictureFile> files{*this};
    for (const auto &file : renditions)
        if (!files.contains(file))
            files.append(file);
    return files;
}

} // namespace astreinte::submission
