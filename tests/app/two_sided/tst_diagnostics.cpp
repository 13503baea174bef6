// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/stage.h"

#include <QJsonDocument>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr int patience = TwoSidedStage::patience;
const QString canary = QStringLiteral("Zébulon-47-canari");

} // namespace

// What helps someone to help says why and since when, and nothing of what was written, by whom, or where.
class TestDiagnostics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<TwoSidedStage>();
        QVERIFY(m_stage->set() && m_stage->enrolOfficer());
    }
    void cleanup() { m_stage.reset(); }

    void the_screen_says_what_waits_and_why();
    void the_support_file_holds_no_personal_data();

private:
    Phone &officer() { return *m_stage->officer; }
    app::FieldApp &app() { return m_stage->officer->app(); }
    // A message with a photo, waiting for a server that is gone; a draft beside it.
    void fillThePhone();

    std::unique_ptr<TwoSidedStage> m_stage;
    QString m_id;
    QString m_photo;
};

void TestDiagnostics::fillThePhone()
{
    m_stage->server->kill();
    m_photo = officer().takePublishablePhoto(jpegPicture({800, 600}, 7));
    QVERIFY(officer().fillFirstMessage());
    app().composer()->setValue(QStringLiteral("secteur"), canary);
    m_id = officer().submit();
    QVERIFY(!m_id.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_stage->row(officer(), m_id).value(QStringLiteral("reason")).toString().isEmpty(),
                             patience);
    QVERIFY(officer().fillFirstMessage());
    app().composer()->setValue(QStringLiteral("secteur"), canary);
}

void TestDiagnostics::the_screen_says_what_waits_and_why()
{
    auto *diagnostics = app().diagnostics();
    diagnostics->refresh();
    QCOMPARE(diagnostics->queue()->count(), 0);
    fillThePhone();
    diagnostics->refresh();
    QCOMPARE(diagnostics->queue()->count(), 1);
    const auto row = diagnostics->queue()->get(0);
    QCOMPARE(row.value(QStringLiteral("submissionId")).toString(), m_id);
    const auto failure = Failure{Reason::NetworkUnreachable, QStringLiteral("127.0.0.1")};
    QCOMPARE(row.value(QStringLiteral("whyText")).toString(), failure.userText());
    QVERIFY(!row.value(QStringLiteral("sinceText")).toString().isEmpty());
    QVERIFY(diagnostics->storageText().contains(QStringLiteral("used")));
    QVERIFY(!diagnostics->contactText().isEmpty());
}

void TestDiagnostics::the_support_file_holds_no_personal_data()
{
    fillThePhone();
    const auto *session = app().session();
    const QTemporaryDir folder;
    const auto written = app().diagnostics()->exportTo(folder.path());
    QVERIFY2(written, written ? "" : qPrintable(written.error().toString()));
    QFile file(*written);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto bytes = file.readAll();
    const auto report = QJsonDocument::fromJson(bytes).object();
    const auto queue = report.value(QLatin1String("queue")).toArray();
    QCOMPARE(queue.size(), 1);
    QCOMPARE(queue[0][QLatin1String("reason")].toString(), QStringLiteral("network-unreachable"));
    QCOMPARE(queue[0][QLatin1String("photos")].toInt(), 1);
    QVERIFY(queue[0][QLatin1String("queuedSecondsAgo")].toInt(-1) >= 0);
    QVERIFY(queue[0][QLatin1String("bytes")].toInt() > 10'000);
    QVERIFY(report.value(QLatin1String("vaultBytes")).toInt() > 10'000);
    // Everything that says who, where or what, as this phone knows it.
    const auto text = QString::fromUtf8(bytes);
    const QStringList personal{canary,
                               QStringLiteral("canari"),
                               session->personName(),
                               session->identity()->personId,
                               session->identity()->label,
                               session->identity()->origin,
                               QStringLiteral("127.0.0.1"),
                               QStringLiteral("inond"),
                               QStringLiteral("montée"),
                               QStringLiteral("eaux"),
                               QStringLiteral("Châteauroux"),
                               QStringLiteral("36044"),
                               QStringLiteral("46.8"),
                               QStringLiteral("1.69"),
                               QStringLiteral("premier-message"),
                               m_stage->row(officer(), m_id).value(QStringLiteral("title")).toString(),
                               m_id,
                               m_id.left(13),
                               m_photo,
                               officer().folder()};
    for (const auto &secret : personal)
        QVERIFY2(!secret.isEmpty() && !text.contains(secret, Qt::CaseInsensitive), qPrintable(secret));
    // The names of what it may hold, so that a new one is thought about.
    const QStringList allowed{QStringLiteral("application"),
                              QStringLiteral("captureOnly"),
                              QStringLiteral("clockOffsetMs"),
                              QStringLiteral("device"),
                              QStringLiteral("exercise"),
                              QStringLiteral("freeBytes"),
                              QStringLiteral("lastContactSecondsAgo"),
                              QStringLiteral("lastReceiptSecondsAgo"),
                              QStringLiteral("lastTrouble"),
                              QStringLiteral("network"),
                              QStringLiteral("online"),
                              QStringLiteral("qt"),
                              QStringLiteral("queue"),
                              QStringLiteral("rules"),
                              QStringLiteral("sending"),
                              QStringLiteral("submissions"),
                              QStringLiteral("system"),
                              QStringLiteral("tls"),
                              QStringLiteral("v"),
                              QStringLiteral("vaultBytes"),
                              QStringLiteral("vaultFiles"),
                              QStringLiteral("vaultOpen"),
                              QStringLiteral("writtenAt")};
    QCOMPARE(report.keys(), allowed);
}

QTEST_MAIN(TestDiagnostics)
#include "tst_diagnostics.moc"
