// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace astreinte::app {

// The manifest's very bytes, their digest, and what they say. The statement is bound to `bytes`; the screen shows only
// what was read from them.
struct ManifestView
{
    QByteArray bytes;
    QByteArray sha256; // 32 bytes
    QString submission;
    int revision = 0;
    QJsonObject content;
};

} // namespace astreinte::app
