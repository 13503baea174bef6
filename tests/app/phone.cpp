// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/phone.h"

#include "app/enrolment/enrolment_contact.h"
#include "app/session/identity.h"
#include "app/sync/pinned_network.h"
#include "platform/simulated/file_key_store.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

namespace astreinte::tests {
namespace {

constexpr int patience = 20'000; // ms: scrypt under a sanitizer on a loaded machine

bool waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, patience);
}

} // namespace

QByteArray jpegPicture(QSize size, int seed)
{
    QImage image(size, QImage::Format_RGB32);
    QRandomGenerator random(quint32(seed) + 1);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb((x + seed * 40) & 255, (y * 2) & 255, int(random.bounded(64)) + (x ^ y) % 128));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 90);
    return bytes;
}

Phone::Phone(MakeTransport transport, const QString &folder)
    : m_path(folder.isEmpty() ? m_folder.path() : folder), m_keysInFile(!folder.isEmpty()),
      m_makeTransport(std::move(transport))
{
    start();
}

Phone::~Phone() = default;

void Phone::start()
{
    app::Ports ports;
    auto ownClock = std::make_unique<ManualClock>();
    auto ownCamera = std::make_unique<ScriptedCamera>();
    auto ownPosition = std::make_unique<ScriptedPosition>();
    auto ownConnectivity = std::make_unique<ManualConnectivity>();
    clock = ownClock.get();
    clock->skew = skew;
    camera = ownCamera.get();
    position = ownPosition.get();
    connectivity = ownConnectivity.get();
    position->fix = app::Fix{46.8029, 1.6903, 8, clock->now(), QStringLiteral("gnss"), true};
    ports.clock = std::move(ownClock);
    ports.camera = std::move(ownCamera);
    ports.position = std::move(ownPosition);
    if (m_keysInFile) {
        ports.keyStore = std::make_unique<platform::FileKeyStore>(m_path + QStringLiteral("/keys"));
    } else {
        auto ownKeyStore = std::make_unique<MemoryKeyStore>(m_secrets);
        keyStore = ownKeyStore.get();
        ports.keyStore = std::move(ownKeyStore);
    }
    ports.connectivity = std::move(ownConnectivity);
    auto ownNotifier = std::make_unique<SilentNotifier>();
    notifier = ownNotifier.get();
    ports.notifier = std::move(ownNotifier);
    m_app =
        std::make_unique<app::FieldApp>(m_path + QStringLiteral("/data"), std::move(ports),
                                        m_makeTransport ? m_makeTransport() : std::make_unique<app::PinnedNetwork>(),
                                        std::make_unique<app::TlsFirstContact>());
}

void Phone::kill()
{
    m_app.reset();
}

void Phone::crash()
{
    const auto data = m_path + QStringLiteral("/data");
    const auto image = m_path + QStringLiteral("/image");
    QProcess::execute(QStringLiteral("cp"), {QStringLiteral("-a"), data, image});
    m_app.reset();
    QDir(data).removeRecursively();
    QDir().rename(image, data);
}

bool Phone::choosePin(const QString &pin)
{
    m_app->session()->choosePin(pin);
    return waitFor([&] { return m_app->session()->unlocked() || !m_app->session()->problem().isEmpty(); }) &&
           m_app->session()->unlocked();
}

bool Phone::unlock(const QString &pin)
{
    m_app->session()->unlock(pin);
    return waitFor([&] { return !m_app->session()->busy(); }) && m_app->session()->unlocked();
}

bool Phone::enrolOffline()
{
    if (!choosePin())
        return false;
    app::Identity identity;
    identity.personId = QStringLiteral("officer-a");
    identity.personName = QStringLiteral("Cadre d’astreinte A");
    identity.role = QStringLiteral("onCallOfficer");
    identity.origin = QStringLiteral("https://127.0.0.1:1");
    identity.confirmed = true;
    const auto keys = app::makeDeviceKeys();
    identity.serverKey = keys->device->verifyingKey().toJwk();
    return m_app->session()->enrolled(identity, *keys).has_value() && m_app->stage() == app::FieldApp::Ready;
}

QString Phone::enrol(const QString &invitation)
{
    auto *enrolment = m_app->enrolment();
    enrolment->readText(invitation);
    enrolment->enrol(QStringLiteral("Téléphone d'essai"));
    waitFor([&] {
        return enrolment->state() == QStringLiteral("waiting") || enrolment->state() == QStringLiteral("failed");
    });
    return enrolment->state() == QStringLiteral("waiting") ? enrolment->digits() : QString();
}

QString Phone::takePublishablePhoto(const QByteArray &picture)
{
    camera->picture = picture;
    QSignalSpy taken(m_app->capture(), &app::CaptureDesk::photoTaken);
    m_app->capture()->shutter();
    if (!waitFor([&] { return taken.count() == 1 || !m_app->capture()->problem().isEmpty(); }) || taken.isEmpty())
        return {};
    const auto photo = taken.first().first().toString();
    answerRights(photo);
    return photo;
}

void Phone::answerRights(const QString &photo)
{
    auto *rights = m_app->rights();
    rights->begin(photo);
    for (int group = 0; group < rights->groups()->count(); ++group)
        rights->noneOfThese();
    m_app->capture()->setAlt(photo, QStringLiteral("fr"), QStringLiteral("Rue inondée, l’eau couvre la chaussée."));
    m_app->capture()->setAlt(photo, QStringLiteral("en"), QStringLiteral("Flooded street, water covers the road."));
}

bool Phone::fillFirstMessage()
{
    auto *composer = m_app->composer();
    if (!composer->hasDraft())
        composer->begin(QStringLiteral("proposal"));
    composer->selectTemplate(QStringLiteral("premier-message"));
    composer->setValue(QStringLiteral("evenement"), QStringLiteral("montée rapide des eaux"));
    composer->setEnglish(QStringLiteral("evenement"), QStringLiteral("fast-rising water"));
    composer->addCommune(QStringLiteral("commune"), QStringLiteral("36044"));
    composer->setNow(QStringLiteral("heure"));
    composer->setValue(QStringLiteral("consigne"), QStringLiteral("eviter"));
    composer->setValue(QStringLiteral("prochainPoint"), clock->dateTime().addSecs(3600));
    return composer->ready();
}

QString Phone::submit()
{
    QSignalSpy submitted(m_app->composer(), &app::Composer::submitted);
    m_app->composer()->submit();
    return submitted.isEmpty() ? QString() : submitted.first().first().toString();
}

QStringList Phone::problems()
{
    QStringList texts{m_app->composer()->problem()};
    for (const auto &row : m_app->composer()->problems()->rows())
        texts.append(row.value(QStringLiteral("text")).toString());
    return texts;
}

} // namespace astreinte::tests
