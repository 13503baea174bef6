// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/content.h"
#include "app/enrolment/qr_code.h"
#include "app/vault/vault.h"
#include "assets/assets.h"
#include "core/signature/bytes.h"
#include "platform/simulated/folder_camera.h"
#include "tests/app/two_sided/stage.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;
using app::FieldApp;
using app::HttpReply;
using app::HttpRequest;

namespace {

constexpr int patience = TwoSidedStage::patience;
const QString canary = QStringLiteral("Zébulon-47-canari");

// Every file under a folder that holds these bytes, in one of the two ways a text may be written.
QStringList filesWith(const QString &folder, const QString &text)
{
    const QByteArray utf16(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        const auto bytes = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (bytes.contains(text.toUtf8()) || bytes.contains(utf16))
            found.append(file.fileName());
    }
    return found;
}

QStringList filesNamed(const QString &folder, const QString &name)
{
    QStringList found;
    QDirIterator files(folder, {name}, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        found.append(files.next());
    return found;
}

bool isConfiguration(const HttpRequest &request)
{
    return request.url.path() == QStringLiteral("/v1/configuration");
}

qint64 versionHeld(Phone &phone)
{
    phone.app().settings()->refresh();
    const auto row = phone.app().settings()->diagnostics()->find(FieldApp::tr("Rules received"));
    return row.value(QStringLiteral("value")).toLongLong();
}

// The half blocks of a terminal as a picture, four pixels to a module: dark where the character paints its foreground.
QImage fromTerminal(const QString &drawn)
{
    QStringList lines;
    for (auto line : drawn.split(QLatin1Char('\n')))
        if (line.contains(QStringLiteral("\x1b[30;107m")))
            lines.append(line.remove(QRegularExpression(QStringLiteral("\x1b\\[[0-9;]*m"))));
    QImage image(int(lines.value(0).size()) * 4, int(lines.size()) * 8, QImage::Format_RGB32);
    image.fill(Qt::white);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const auto block = lines[y / 8].at(x / 4).unicode();
            const bool upper = y % 8 < 4;
            if (block == u'█' || (block == u'▀' && upper) || (block == u'▄' && !upper))
                image.setPixel(x, y, qRgb(0, 0, 0));
        }
    return image;
}

} // namespace

// What the real server may tell the real application, and what someone in between may not.
class TestServerOrders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<TwoSidedStage>();
        QVERIFY(m_stage->set());
    }
    void cleanup() { m_stage.reset(); }

    void a_revoked_phone_erases_itself();
    void anothers_order_is_ignored();
    void an_older_configuration_is_refused();
    void a_document_known_by_its_digest_is_fetched();
    void the_backup_pin_becomes_current();
    void the_code_is_read_through_the_camera();
    void three_days_without_contact_leave_the_camera();
    void leaves_when_the_button_said();
    void a_refused_message_stays_the_authors();

private:
    Phone &officer() { return *m_stage->officer; }
    FieldApp &app() { return m_stage->officer->app(); }
    bool revoke(int device);
    QString submitText();

    std::unique_ptr<TwoSidedStage> m_stage;
};

bool TestServerOrders::revoke(int device)
{
    const auto kids = m_stage->server->texts(QStringLiteral("SELECT kid FROM device ORDER BY enrolled_at"));
    return m_stage->server->administer({QStringLiteral("devices"), QStringLiteral("revoke"), kids.value(device)});
}

QString TestServerOrders::submitText()
{
    if (!officer().fillFirstMessage())
        return {};
    app().composer()->setValue(QStringLiteral("secteur"), canary);
    return officer().submit();
}

void TestServerOrders::a_revoked_phone_erases_itself()
{
    QVERIFY(m_stage->enrolOfficer());
    QVERIFY(!officer().takePublishablePhoto(jpegPicture({800, 600}, 1)).isEmpty());
    const auto id = submitText();
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));
    QVERIFY(!filesNamed(officer().folder(), QStringLiteral("keyring")).isEmpty());
    QVERIFY(!officer().secrets().isEmpty());
    QSignalSpy erased(app().session(), &app::Session::erased);
    QVERIFY(revoke(0));
    app().home()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(erased.count(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(officer().secrets().isEmpty(), patience);
    QTest::qWait(100); // the check of the deletion itself
    QCOMPARE(app().session()->problem(), QString());
    QCOMPARE(app().stage(), FieldApp::FirstRun);
    QCOMPARE(filesNamed(officer().folder(), QStringLiteral("keyring")), QStringList());
    QCOMPARE(filesWith(officer().folder(), canary), QStringList());
    // Nor after a restart: the PIN opens nothing any more.
    officer().kill();
    officer().start();
    QVERIFY(!app().session()->pinIsSet());
    QCOMPARE(app().outbox()->items()->count(), 0);
}

void TestServerOrders::anothers_order_is_ignored()
{
    // A second phone is revoked, and its genuine order is handed to the first by someone inside the connection.
    auto plan = std::make_shared<UnrulyTransport::Plan>();
    QByteArray order;
    plan->path = QStringLiteral("/v1/none");
    plan->alter = [&](const HttpRequest &, HttpReply &reply) {
        if (reply.status == 401)
            order = reply.body;
    };
    Phone lost([plan] { return std::make_unique<UnrulyTransport>(plan); });
    QVERIFY(m_stage->enrol(lost, QStringLiteral("officer-a")));
    QVERIFY(m_stage->enrolOfficer());
    const auto id = submitText();
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));
    QVERIFY(revoke(0));
    lost.app().home()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(order.contains("wipe"), patience);
    QSignalSpy erased(app().session(), &app::Session::erased);
    int replaced = 0;
    m_stage->plan->alter = [&](const HttpRequest &, HttpReply &reply) {
        reply = {401, {}, order};
        ++replaced;
    };
    app().home()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(replaced >= 2, patience);
    QTest::qWait(300);
    QCOMPARE(erased.count(), 0);
    QVERIFY(app().session()->unlocked());
    QCOMPARE(app().outbox()->items()->count(), 1);
}

void TestServerOrders::an_older_configuration_is_refused()
{
    HttpReply older;
    m_stage->plan->alter = [&](const HttpRequest &request, HttpReply &reply) {
        if (isConfiguration(request) && reply.status == 200)
            older = reply;
    };
    QVERIFY(m_stage->enrolOfficer());
    QTRY_VERIFY_WITH_TIMEOUT(versionHeld(officer()) > 0 && older.status == 200, patience);
    const auto before = versionHeld(officer());
    // The server's rules change: a person joins.
    QVERIFY(
        m_stage->server->administer({QStringLiteral("person"), QStringLiteral("add"), QStringLiteral("--id"),
                                     QStringLiteral("officer-z"), QStringLiteral("--name"), QStringLiteral("Cadre Z"),
                                     QStringLiteral("--role"), QStringLiteral("onCallOfficer")}));
    const auto kept = older;
    m_stage->plan->alter = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((app().home()->refresh(), QTest::qWait(200), versionHeld(officer()) > before), patience);
    const auto now = versionHeld(officer());
    // The genuine older one, signed for this very phone, comes again: now, and after a restart.
    int replayed = 0;
    m_stage->plan->alter = [&](const HttpRequest &request, HttpReply &reply) {
        if (!isConfiguration(request))
            return;
        reply = kept;
        ++replayed;
    };
    app().home()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(replayed >= 1, patience);
    QTest::qWait(200);
    QCOMPARE(versionHeld(officer()), now);
    officer().kill();
    officer().start();
    QVERIFY(officer().unlock());
    replayed = 0;
    QTRY_VERIFY_WITH_TIMEOUT(replayed >= 1, patience);
    QTest::qWait(200);
    QCOMPARE(versionHeld(officer()), now);
}

// A phone whose templates are older than the server's, which are too large for the signed configuration.
void TestServerOrders::a_document_known_by_its_digest_is_fetched()
{
    QVERIFY(m_stage->enrolOfficer());
    officer().kill();
    const auto current = QString::fromUtf8(assets::templates());
    auto older = current;
    older.replace(QStringLiteral("Inondation, crue"), QStringLiteral("Ancienne crue"));
    QVERIFY(older != current);
    {
        app::PosixDisk disk;
        app::Vault vault(officer().folder() + QStringLiteral("/data/vault"), disk);
        const auto keys = vault.derive(signature::Secret(Phone::defaultPin().toUtf8()),
                                       signature::Secret(officer().secrets().value(QStringLiteral("astreinte/vault"))));
        QVERIFY(keys && vault.open(*keys));
        app::Content content;
        QVERIFY(content.loadBundled() && content.bundledRead());
        const auto entry = [](const QString &text) {
            const auto digest = signature::hex(signature::sha256(text.toUtf8()));
            return QJsonObject{{QStringLiteral("sha256"), QString::fromLatin1(digest)},
                               {QStringLiteral("document"), text}};
        };
        // Both are older: together they are beyond what one signed configuration carries.
        const auto olderRights = QString::fromUtf8(assets::imageRights()) + QLatin1Char('\n');
        QVERIFY(content.apply(
            {{QStringLiteral("templates"), entry(older)}, {QStringLiteral("rights"), entry(olderRights)}}, vault));
    }
    int fetched = 0;
    m_stage->plan->alter = [&](const HttpRequest &request, const HttpReply &reply) {
        fetched += request.url.path().startsWith(QStringLiteral("/v1/documents/")) && reply.status == 200 ? 1 : 0;
    };
    const auto shows = [this](const QString &title) {
        for (const auto &row : app().templates()->templates()->rows())
            if (row.value(QStringLiteral("title")).toString() == title)
                return true;
        return false;
    };
    officer().start();
    QVERIFY(officer().unlock());
    QVERIFY(shows(QStringLiteral("Ancienne crue")));
    QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("Inondation, crue")), patience);
    QVERIFY(!shows(QStringLiteral("Ancienne crue")));
    QCOMPARE(fetched, 1);
    // Kept: the next start has it before any answer, and does not ask again.
    m_stage->proxy->setReachable(false);
    officer().kill();
    officer().start();
    QVERIFY(officer().unlock());
    QVERIFY(shows(QStringLiteral("Inondation, crue")));
    m_stage->proxy->setReachable(true);
    officer().connectivity->set(true);
    QTRY_VERIFY_WITH_TIMEOUT(app().link()->online(), patience);
    QTest::qWait(500);
    QCOMPARE(fetched, 1);
}

void TestServerOrders::the_backup_pin_becomes_current()
{
    QVERIFY(m_stage->enrolOfficer());
    const auto before = app().session()->identity()->pins;
    QCOMPARE(before.size(), 2);
    QVERIFY2(m_stage->server->administer({QStringLiteral("tls"), QStringLiteral("promote")}),
             qPrintable(m_stage->server->problem()));
    QVERIFY(m_stage->restartServer());
    officer().connectivity->set(true);
    const auto pins = [this] { return app().session()->identity()->pins; };
    QTRY_VERIFY_WITH_TIMEOUT((app().home()->refresh(), QTest::qWait(200), pins() != before), patience);
    QCOMPARE(pins().size(), 2);
    QCOMPARE(pins().first(), before.last());   // what was the backup is in use
    QVERIFY(!pins().contains(before.first())); // the old key is trusted no more
    // And it still speaks with the server, now and after a restart.
    const auto id = submitText();
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));
    officer().kill();
    officer().start();
    QVERIFY(officer().unlock());
    QCOMPARE(pins().first(), before.last());
    QTRY_VERIFY_WITH_TIMEOUT(app().link()->online(), patience);
}

void TestServerOrders::the_code_is_read_through_the_camera()
{
    QTemporaryDir folder;
    QByteArray said;
    QVERIFY(
        m_stage->server->administer({QStringLiteral("enrol"), QStringLiteral("--person"), QStringLiteral("officer-a"),
                                     QStringLiteral("--png"), folder.filePath(QStringLiteral("code.png"))},
                                    &said));
    static const QRegularExpression link(QStringLiteral("astreinte://\\S+"));
    const auto text = link.match(QString::fromUtf8(said)).captured();
    // On the terminal, as an officer would hold the phone before it.
    QCOMPARE(app::readQrCode(fromTerminal(QString::fromUtf8(said))), text);
    // The PNG, through the frames of the simulated camera.
    QVERIFY(officer().choosePin());
    platform::FolderCamera camera(folder.path());
    auto *enrolment = app().enrolment();
    connect(&camera, &app::Camera::frame, enrolment, &app::Enrolment::scanFrame);
    QSignalSpy read(enrolment, &app::Enrolment::invitationRead);
    enrolment->setScanning(true);
    camera.setScanning(true);
    QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, patience);
    QVERIFY(!enrolment->scanning()); // the camera is let go as soon as it has been read
    enrolment->enrol(QStringLiteral("Téléphone d'essai"));
    QTRY_COMPARE_WITH_TIMEOUT(enrolment->state(), QStringLiteral("waiting"), patience);
    QVERIFY(m_stage->server->confirm(enrolment->digits()));
    QTRY_COMPARE_WITH_TIMEOUT(app().stage(), FieldApp::Ready, patience);
}

void TestServerOrders::three_days_without_contact_leave_the_camera()
{
    QVERIFY(m_stage->enrolOfficer());
    m_stage->proxy->setReachable(false);
    officer().kill();
    officer().skew = std::chrono::hours(73);
    officer().start();
    QVERIFY(officer().unlock());
    QCOMPARE(app().stage(), FieldApp::CaptureOnly);
    QVERIFY(!officer().takePublishablePhoto(jpegPicture({800, 600}, 4)).isEmpty());
    QVERIFY(officer().fillFirstMessage());
    QCOMPARE(officer().submit(), QString());
    QVERIFY2(app().composer()->problem().contains(QStringLiteral("72")), qPrintable(app().composer()->problem()));
    QCOMPARE(app().outbox()->items()->count(), 0);
    // Contact returns: everything is there, and leaves.
    m_stage->proxy->setReachable(true);
    officer().connectivity->set(true);
    QTRY_COMPARE_WITH_TIMEOUT((app().home()->refresh(), QTest::qWait(200), app().stage()), FieldApp::Ready, patience);
    const auto id = officer().submit();
    QVERIFY2(!id.isEmpty(), qPrintable(officer().problems().join(QLatin1Char('\n'))));
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));
}

void TestServerOrders::leaves_when_the_button_said()
{
    QVERIFY(m_stage->enrolOfficer());
    officer().connectivity->carry(app::Medium::Cellular);
    app().sending()->setChoice(QStringLiteral("photosOnWifi"));
    QVERIFY(!officer().takePublishablePhoto(jpegPicture({1200, 900}, 5)).isEmpty());
    QVERIFY(officer().fillFirstMessage());
    QCOMPARE(app().composer()->submitLabel(), QStringLiteral("Submit – leaves on Wi-Fi"));
    const auto photo = officer().submit();
    QVERIFY(!photo.isEmpty());
    // A text goes past it.
    QVERIFY(officer().fillFirstMessage());
    QTRY_COMPARE_WITH_TIMEOUT(app().composer()->submitLabel(), QStringLiteral("Send now"), patience);
    const auto text = officer().submit();
    QVERIFY(m_stage->reaches(officer(), text, QStringLiteral("received")));
    const auto row = m_stage->row(officer(), photo);
    QCOMPARE(row.value(QStringLiteral("nextTryText")).toString(), QStringLiteral("Will leave on Wi-Fi"));
    QCOMPARE(row.value(QStringLiteral("stateText")).toString(), QStringLiteral("Waiting to be sent"));
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM upload")), 0);
    officer().connectivity->carry(app::Medium::Wifi);
    QVERIFY(m_stage->reaches(officer(), photo, QStringLiteral("received")));
}

void TestServerOrders::a_refused_message_stays_the_authors()
{
    QVERIFY(m_stage->enrolOfficer());
    m_stage->plan->mishaps = {UnrulyTransport::Mishap::Refused};
    const auto id = submitText();
    QTRY_VERIFY_WITH_TIMEOUT(!m_stage->row(officer(), id).value(QStringLiteral("reason")).toString().isEmpty(),
                             patience);
    const auto row = m_stage->row(officer(), id);
    QVERIFY2(row.value(QStringLiteral("reason")).toString().contains(QStringLiteral("inondation 0.9.0")),
             qPrintable(row.value(QStringLiteral("reason")).toString()));
    QVERIFY(row.value(QStringLiteral("canEdit")).toBool());
    app().outbox()->edit(id);
    QVERIFY(app().composer()->hasDraft());
    app().composer()->setValue(QStringLiteral("secteur"), QStringLiteral("quartier Saint-Denis"));
    QCOMPARE(officer().submit(), id);
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));
    QCOMPARE(m_stage->server->count(QStringLiteral("SELECT count(*) FROM submission")), 1);
}

QTEST_MAIN(TestServerOrders)
#include "tst_server_orders.moc"
