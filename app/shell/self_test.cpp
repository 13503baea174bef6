// SPDX-License-Identifier: EUPL-1.2
#include "app/shell/self_test.h"

#include "app/composition/content.h"
#include "app/shell/start_up.h"
#include "core/sealing/age.h"
#include "core/signature/jws.h"

#include <QImageReader>
#include <QSqlDatabase>
#include <QSslSocket>
#include <cstdio>

namespace astreinte::app {
namespace {

bool say(const char *what, bool holds)
{
    std::printf("%-28s %s\n", what, holds ? "ok" : "FAILED");
    return holds;
}

bool signsAndVerifies()
{
    const auto key = signature::SigningKey::generate();
    const auto jws = key ? signature::signCompact(*key, QLatin1String("self-test"), "{}") : fail(Reason::Internal);
    const auto parsed = jws ? signature::parseCompact(*jws, QLatin1String("self-test")) : fail(Reason::Internal);
    return parsed && parsed->verify(key->verifyingKey());
}

bool sealsAndOpens()
{
    const auto identity = sealing::AgeIdentity::generate();
    const auto file = identity ? sealing::encryptAge("canary", {identity->recipient()}) : fail(Reason::Internal);
    const auto plain = file ? sealing::decryptAge(*file, *identity) : fail(Reason::Internal);
    return plain && plain->view() == QByteArrayView("canary");
}

} // namespace

int selfTest(StartUp &startUp)
{
    Content content;
    bool all = say("rules", content.loadBundled().and_then([&] { return content.bundledRead(); }).has_value());
    all &= say("signatures", signsAndVerifies());
    all &= say("sealing", sealsAndOpens());
    all &= say("database", QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")));
    all &= say("TLS", QSslSocket::supportsSsl());
    all &= say("JPEG and PNG", QImageReader::supportedImageFormats().contains("jpeg") &&
                                   QImageReader::supportedImageFormats().contains("png"));
    int warnings = 0;
    QObject::connect(&startUp.engine(), &QQmlEngine::warnings, &startUp.engine(),
                     [&warnings](const QList<QQmlError> &errors) {
                         for (const auto &error : errors)
                             std::printf("  %s\n", qPrintable(error.toString()));
                         warnings += int(errors.size());
                     });
    const auto shown = startUp.show({412, 915});
    all &= say("screens", shown && warnings == 0);
    return all ? 0 : 1;
}

} // namespace astreinte::app
