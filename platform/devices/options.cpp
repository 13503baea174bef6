// SPDX-License-Identifier: EUPL-1.2
#include "platform/devices/options.h"

#include "platform/linux/desktop_notifier.h"
#include "platform/linux/multimedia_camera.h"
#include "platform/linux/system_connectivity.h"
#include "platform/linux/system_key_store.h"
#include "platform/linux/system_position.h"
#include "platform/simulated/file_key_store.h"
#include "platform/simulated/folder_camera.h"
#include "platform/simulated/nmea_replay.h"
#include "platform/simulated/settable_connectivity.h"

#include <QCommandLineParser>
#include <QStandardPaths>

namespace astreinte::platform {
namespace {

Result<QSize> sizeOf(const QString &text)
{
    const auto parts = text.split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 320 || size.height() < 320 || size.width() > 8192 || size.height() > 8192)
        return fail(Reason::InvalidValue, QStringLiteral("--size WIDTHxHEIGHT, 320 to 8192"));
    return size;
}

// In the order of app::Medium.
QStringList networkNames()
{
    return {QStringLiteral("none"), QStringLiteral("unknown"), QStringLiteral("cellular"), QStringLiteral("roaming"),
            QStringLiteral("wifi")};
}

Result<QString> oneOf(const QCommandLineParser &parser, const QString &option, const QStringList &accepted)
{
    const auto value = parser.value(option);
    if (value.isEmpty() || accepted.contains(value))
        return value;
    return fail(Reason::InvalidValue, QStringLiteral("--%1 %2").arg(option, accepted.join(QLatin1Char('|'))));
}

} // namespace

Result<Options> Options::parse(const QStringList &typed)
{
    QCommandLineParser parser;
    for (const auto *name : {"data", "language", "theme", "size", "camera-folder", "nmea", "simulated-keystore",
                             "simulated-network", "invitation"})
        parser.addOption({QString::fromLatin1(name), {}, QStringLiteral("value")});
    parser.addOption(QCommandLineOption(QStringLiteral("self-test")));
    if (!parser.parse(QStringList{QStringLiteral("astreinte")} + typed))
        return fail(Reason::InvalidValue, parser.errorText());
    const auto language = oneOf(parser, QStringLiteral("language"),
                                {QStringLiteral("fr"), QStringLiteral("en"), QStringLiteral("system")});
    const auto theme =
        oneOf(parser, QStringLiteral("theme"),
              {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark"), QStringLiteral("contrast")});
    const auto network = oneOf(parser, QStringLiteral("simulated-network"), networkNames());
    const auto size = parser.isSet(QStringLiteral("size")) ? sizeOf(parser.value(QStringLiteral("size")))
                                                           : Result<QSize>(QSize(412, 915));
    if (!language || !theme || !network || !size)
        return tl::unexpected(!language  ? language.error()
                              : !theme   ? theme.error()
                              : !network ? network.error()
                                         : size.error());
    Options options;
    options.dataFolder = parser.value(QStringLiteral("data"));
    if (options.dataFolder.isEmpty())
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    options.language = *language;
    options.theme = *theme;
    options.size = *size;
    options.cameraFolder = parser.value(QStringLiteral("camera-folder"));
    options.nmeaFile = parser.value(QStringLiteral("nmea"));
    options.network = *network;
    options.keyStoreFolder = parser.value(QStringLiteral("simulated-keystore"));
    options.invitation = parser.value(QStringLiteral("invitation"));
    options.selfTest = parser.isSet(QStringLiteral("self-test"));
    return options;
}

app::Ports devices(const Options &options)
{
    app::Ports ports;
    ports.clock = std::make_unique<app::SystemClock>();
    if (options.cameraFolder.isEmpty())
        ports.camera = std::make_unique<MultimediaCamera>();
    else
        ports.camera = std::make_unique<FolderCamera>(options.cameraFolder);
    if (options.nmeaFile.isEmpty())
        ports.position = std::make_unique<SystemPosition>(*ports.clock);
    else
        ports.position = std::make_unique<NmeaReplay>(options.nmeaFile, *ports.clock);
    if (options.keyStoreFolder.isEmpty())
        ports.keyStore = std::make_unique<SystemKeyStore>();
    else
        ports.keyStore = std::make_unique<FileKeyStore>(options.keyStoreFolder);
    if (options.network.isEmpty())
        ports.connectivity = std::make_unique<SystemConnectivity>();
    else
        ports.connectivity =
            std::make_unique<SettableConnectivity>(app::Medium(networkNames().indexOf(options.network)));
    ports.notifier = std::make_unique<DesktopNotifier>();
    return ports;
}

} // namespace astreinte::platform
