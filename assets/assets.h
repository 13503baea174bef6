// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>

namespace astreinte::assets {

// The bytes of the data files compiled into the program.
[[nodiscard]] QByteArray templates();     // templates.json, read by message::Catalogue::parse
[[nodiscard]] QByteArray imageRights();   // image-rights.json, read by rights::Questionnaire::parse
[[nodiscard]] QByteArray communes();      // communes-36.json, read by place::Communes::parse
[[nodiscard]] QByteArray pictureLimits(); // picture-limits.json, read by picture::Limits::parse

} // namespace astreinte::assets
