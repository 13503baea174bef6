// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/ports.h"
#include "core/failure.h"

#include <QSize>
#include <QStringList>

namespace astreinte::platform {

// What was typed at start. Empty texts mean: the real device, the stored preference.
struct Options
{
    QString dataFolder;     // the system's place for application data unless given
    QString language;       // "fr", "en", "system"
    QString theme;          // "system", "light", "dark", "contrast"
    QSize size{412, 915};   // of the window, in pixels
    QString cameraFolder;   // simulated camera: serves the pictures of this folder
    QString nmeaFile;       // simulated position: replays this log
    QString keyStoreFolder; // simulated key store: plain files, for demonstrations only
    QString network;        // simulated kind of network: "none", "cellular", "roaming", "wifi", "unknown"
    QString invitation;     // fills the enrolment's text
    bool selfTest = false;

    // `typed` without the program's name. InvalidValue naming what is wrong.
    static Result<Options> parse(const QStringList &typed);
};

app::Ports devices(const Options &options);

} // namespace astreinte::platform
