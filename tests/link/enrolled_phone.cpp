// SPDX-License-Identifier: EUPL-1.2
#include "tests/link/enrolled_phone.h"

#include "app/sync/tus_upload.h"
#include "core/signature/bytes.h"
#include "core/submission/uuid7.h"

#include <QBuffer>
#include <QEventLoop>
#include <QImage>
#include <QTest>
#include <QTimer>

namespace astreinte::tests {

EnrolledPhone::EnrolledPhone(std::optional<quint32> seed) : direct(!seed), proxy(port, seed.value_or(0)) {}

bool EnrolledPhone::set()
{
    if (!proxy.listen(QHostAddress::LocalHost))
        return false;
    server = std::make_unique<ServerProcess>(port, direct ? port : proxy.serverPort());
    if (!server->prepare() || !server->start())
        return false;
    phone = std::make_unique<Phone>();
    const auto digits = phone->choosePin() ? phone->enrol(server->invite(QStringLiteral("officer-a"))) : QString();
    if (!server->confirm(digits) ||
        !QTest::qWaitFor([&] { return phone->app().stage() == app::FieldApp::Ready; }, patience))
        return false;
    link = std::make_unique<app::ServerLink>(transport, clock);
    const auto *session = phone->app().session();
    auto opened = app::credentials(*session->identity(), session->keys());
    if (opened)
        link->open(*std::move(opened));
    return opened.has_value();
}

QString EnrolledPhone::upload(const QByteArray &picture, const QByteArray &sha256)
{
    submission::Uuid7Source ids;
    app::TusUpload::File file{
        ids.next()->text(), sha256.isEmpty() ? signature::sha256(picture) : sha256, "image/jpeg", picture, {}};
    QString last;
    bool done = false;
    for (int attempt = 0; attempt < 500 && !done; ++attempt) {
        app::TusUpload upload(*link, file);
        std::optional<Failure> failure;
        // A real event loop: Qt Test's waiting sleeps 10 ms between two looks, and the upload with it.
        QEventLoop loop;
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        QObject::connect(&upload, &app::TusUpload::done, &loop, [&] { done = true, loop.quit(); });
        QObject::connect(&upload, &app::TusUpload::failed, &loop,
                         [&](const Failure &one) { failure = one, loop.quit(); });
        QMetaObject::invokeMethod(&upload, &app::TusUpload::start, Qt::QueuedConnection);
        loop.exec();
        if (!done && !failure)
            return QStringLiteral("no end");
        file.location = upload.location();
        if (failure) {
            ++failures;
            last = failure->toString();
        }
    }
    return done ? QString() : last;
}

QByteArray noisePicture(QSize size, quint32 seed)
{
    QImage image(size, QImage::Format_RGB32);
    QRandomGenerator random(seed);
    for (int y = 0; y < size.height(); ++y)
        random.fillRange(reinterpret_cast<quint32 *>(image.scanLine(y)), size.width());
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 95);
    return bytes;
}

} // namespace astreinte::tests
