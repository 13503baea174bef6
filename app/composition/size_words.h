// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QLocale>

namespace astreinte::app {

// A size as people say it: « 299 ko », « 2,9 Mo ».
inline QString sizeText(qint64 bytes)
{
    constexpr qint64 million = 1'000'000;
    return QLocale().formattedDataSize(bytes, bytes < million ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace astreinte::app
