// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr int patience = TwoSidedStage::patience;

QString valueOf(const QVariantMap &row, const char *name)
{
    return row.value(QLatin1String(name)).toString();
}

} // namespace

// The duty beside the messages, on two real phones and the real server: agreements before anything is sent, the call to
// the authority, an approval by voice and its confirmation, a report of the field, the handover.
class TestDuty : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<TwoSidedStage>();
        QVERIFY(m_stage->set() && m_stage->enrolOfficer());
        m_authority = std::make_unique<Phone>();
        QVERIFY(m_stage->enrol(*m_authority, QStringLiteral("authority-a")));
    }
    void cleanup()
    {
        m_authority.reset();
        m_stage.reset();
    }

    void agreementsAreAskedForBeforeSending();
    void authorityIsCalledAndTheIncidentSaysWhen();
    void approvedByVoiceThenConfirmed();
    void approvedByVoiceWithoutANetwork();
    void recordThatTheServerRefusesIsForAPerson();
    void recordOutlivesAStrangersAnswer();
    void boardAsksAgainWhenItsAnswerIsLost();
    void reportIsReadAndSeen();
    void liaisonSeesWhoReadTheirReports();
    void handoverIsReadAndAcknowledged();
    void incidentIsClosedOnEveryPhone();

private:
    Phone &officer() { return *m_stage->officer; }
    bool approve(const QString &id);
    QString submitFirstMessage()
    {
        officer().app().home()->openIncident(QStringLiteral("Crue de l’Indre"), officer().clock->dateTime());
        if (!officer().fillFirstMessage())
            return {};
        const auto id = officer().submit();
        return m_stage->reaches(officer(), id, QStringLiteral("received")) ? id : QString();
    }

    std::unique_ptr<TwoSidedStage> m_stage;
    std::unique_ptr<Phone> m_authority;
};

bool TestDuty::approve(const QString &id)
{
    auto *review = m_authority->app().review();
    review->open(id, 1);
    if (!QTest::qWaitFor([&] { return review->loaded() && review->canApprove(); }, patience)) {
        qWarning() << review->whyNot() << review->problem();
        return false;
    }
    QSignalSpy decided(review, &app::ReviewDesk::decided);
    review->decide(QStringLiteral("approve"), {}, Phone::defaultPin());
    return QTest::qWaitFor([&] { return decided.count() == 1; }, patience);
}

void TestDuty::agreementsAreAskedForBeforeSending()
{
    auto *composer = officer().app().composer();
    composer->begin(QStringLiteral("proposal"));
    composer->selectTemplate(QStringLiteral("route-coupee"));
    const auto id = QStringLiteral("gestionnaire_voirie");
    const auto asked = [&] {
        for (const auto &problem : composer->problems()->rows())
            if (valueOf(problem, "where") == id)
                return true;
        return false;
    };
    QVERIFY(asked());
    QCOMPARE(composer->agreements()->find(id).value(QStringLiteral("closed")).toBool(), false);
    // A time that no clock shows, and nobody: not recorded.
    composer->recordAgreement(id, QStringLiteral("Centre d’exploitation"), QStringLiteral("phone"),
                              QStringLiteral("25:61"));
    QVERIFY(asked() && !composer->problem().isEmpty());
    composer->recordAgreement(id, QStringLiteral(" "), QStringLiteral("phone"), {});
    QVERIFY(asked());
    composer->recordAgreement(id, QStringLiteral("Centre d’exploitation"), QStringLiteral("phone"), {});
    QVERIFY(!asked());
    QVERIFY(valueOf(composer->agreements()->find(id), "note").contains(QStringLiteral("Centre d’exploitation")));
    composer->forgetAgreement(id);
    QVERIFY(asked());
}

void TestDuty::authorityIsCalledAndTheIncidentSaysWhen()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(
        m_authority->notifier->said.contains(app::FieldApp::tr("You are called: a proposal waits for your decision.")),
        patience);
    QVERIFY(
        !officer().notifier->said.contains(app::FieldApp::tr("You are called: a proposal waits for your decision.")));
    const auto incident = [this] {
        officer().app().home()->refresh();
        return officer().app().home()->incidents()->get(0);
    };
    QTRY_VERIFY_WITH_TIMEOUT(valueOf(incident(), "callText").contains(QStringLiteral("Autorité de permanence A")),
                             patience);
    QCOMPARE(incident().value(QStringLiteral("callAnswered")).toBool(), false);
    QVERIFY(approve(id));
    QTRY_VERIFY_WITH_TIMEOUT(incident().value(QStringLiteral("callAnswered")).toBool(), patience);
}

void TestDuty::approvedByVoiceThenConfirmed()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    auto *oral = officer().app().oral();
    oral->prepare(id, 1);
    QTRY_VERIFY_WITH_TIMEOUT(oral->text().contains(QStringLiteral("Montée rapide des eaux")), patience);
    QVERIFY(oral->authorities()->indexOf(QStringLiteral("authority-a")) >= 0);
    QCOMPARE(oral->authorities()->indexOf(QStringLiteral("officer-a")), -1);
    QSignalSpy recorded(oral, &app::OralBoard::recorded);
    oral->record(QStringLiteral("authority-a"), QStringLiteral("phone"), {}, oral->text());
    QTRY_VERIFY2_WITH_TIMEOUT(recorded.count() == 1, qPrintable(oral->problem()), patience);
    // Nothing is published on it.
    QVERIFY(m_stage->server->publishOnce());
    QCOMPARE(m_stage->server->page(QStringLiteral("/messages/") + id).status, 404);

    auto *confirm = m_authority->app().oral();
    QTRY_VERIFY_WITH_TIMEOUT((confirm->refresh(), confirm->toConfirm() == 1), patience);
    const auto row = confirm->items()->get(0);
    QCOMPARE(valueOf(row, "submissionId"), id);
    QVERIFY(row.value(QStringLiteral("mine")).toBool());
    QVERIFY(!valueOf(row, "leftText").isEmpty());
    QVERIFY(approve(id));
    QTRY_VERIFY_WITH_TIMEOUT((confirm->refresh(), confirm->toConfirm() == 0), patience);
    QCOMPARE(valueOf(confirm->items()->get(0), "tone"), QStringLiteral("success"));
}

// BRIEF §1.4: an approval by voice is what one does when there is no network. The message itself is still on the phone.
void TestDuty::approvedByVoiceWithoutANetwork()
{
    officer().app().home()->openIncident(QStringLiteral("Crue de l’Indre"), officer().clock->dateTime());
    QVERIFY(officer().fillFirstMessage());
    m_stage->proxy->setReachable(false);
    const auto id = officer().submit();
    QVERIFY(!id.isEmpty());
    auto *oral = officer().app().oral();
    oral->prepare(id, 1);
    QVERIFY(oral->text().contains(QStringLiteral("Montée rapide des eaux")));
    QSignalSpy recorded(oral, &app::OralBoard::recorded);
    oral->record(QStringLiteral("authority-a"), QStringLiteral("radio"), {}, oral->text());
    QCOMPARE(recorded.count(), 1);
    const auto row = oral->items()->get(0);
    QVERIFY(row.value(QStringLiteral("kept")).toBool());
    QCOMPARE(valueOf(row, "submissionId"), id);
    QCOMPARE(valueOf(row, "tone"), QStringLiteral("warning"));
    officer().app().outbox()->select(id);
    QVERIFY(officer()
                .app()
                .outbox()
                ->selected()
                .value(QStringLiteral("voiceText"))
                .toString()
                .contains(QStringLiteral("Autorité de permanence A")));

    // It is sealed with the message and outlives the application.
    officer().kill();
    officer().start();
    QVERIFY(officer().unlock());
    QTRY_VERIFY_WITH_TIMEOUT(officer().app().oral()->items()->count() == 1, patience);
    QVERIFY(officer().app().oral()->items()->get(0).value(QStringLiteral("kept")).toBool());
    const auto given = valueOf(officer().app().oral()->items()->get(0), "detail");

    m_stage->proxy->setReachable(true);
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));
    auto *confirm = m_authority->app().oral();
    QTRY_VERIFY_WITH_TIMEOUT((confirm->refresh(), confirm->toConfirm() == 1), patience);
    // The time at which it was given, and by whom; the names come with the configuration.
    QTRY_COMPARE_WITH_TIMEOUT(valueOf(confirm->items()->get(0), "detail"), given, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!officer().app().oral()->items()->get(0).value(QStringLiteral("kept")).toBool(), patience);
    QCOMPARE(officer().app().oral()->items()->count(), 1);
    QVERIFY(m_stage->server->publishOnce());
    QCOMPARE(m_stage->server->page(QStringLiteral("/messages/") + id).status, 404);
    QVERIFY(approve(id));
    QTRY_VERIFY_WITH_TIMEOUT((confirm->refresh(), confirm->toConfirm() == 0), patience);
}

// The authority was not on duty: said on the phone, kept until a person takes it back.
void TestDuty::recordThatTheServerRefusesIsForAPerson()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    auto *oral = officer().app().oral();
    oral->prepare(id, 1);
    oral->record(QStringLiteral("officer-a"), QStringLiteral("phone"), {}, oral->text()); // no authority at all
    const auto tone = [oral] { return valueOf(oral->items()->get(0), "tone"); };
    QTRY_COMPARE_WITH_TIMEOUT(tone(), QStringLiteral("danger"), patience);
    QVERIFY(oral->items()->get(0).value(QStringLiteral("kept")).toBool());
    oral->discard(id);
    QCOMPARE(oral->items()->count(), 0);
    m_authority->app().oral()->refresh();
    QTest::qWait(500);
    QCOMPARE(m_authority->app().oral()->items()->count(), 0);
}

// What a proxy or a hotel's page says is not what the server says of the record.
void TestDuty::recordOutlivesAStrangersAnswer()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    m_stage->plan->alter = [left = 2](const app::HttpRequest &request, app::HttpReply &reply) mutable {
        if (request.method == "POST" && request.url.path() == QStringLiteral("/v1/oral-approvals") && left-- > 0)
            reply = {403, {}, "<html>Log in to this network</html>"};
    };
    auto *oral = officer().app().oral();
    oral->prepare(id, 1);
    oral->record(QStringLiteral("authority-a"), QStringLiteral("phone"), {}, oral->text());
    const auto kept = [oral] { return oral->items()->get(0).value(QStringLiteral("kept")).toBool(); };
    QTRY_VERIFY_WITH_TIMEOUT(oral->items()->count() == 1 && !kept(), patience);
    QTRY_COMPARE_WITH_TIMEOUT((m_authority->app().oral()->refresh(), m_authority->app().oral()->toConfirm()), 1,
                              patience);
}

// Nobody asks it to: the record is with the server, and the phone's board ends by showing it.
void TestDuty::boardAsksAgainWhenItsAnswerIsLost()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    int lost = 0;
    m_stage->plan->alter = [&lost](const app::HttpRequest &request, app::HttpReply &reply) {
        if (request.method == "GET" && request.url.path() == QStringLiteral("/v1/oral-approvals") && lost < 2) {
            ++lost;
            reply = {502, {}, "<html>Bad Gateway</html>"};
        }
    };
    auto *oral = officer().app().oral();
    oral->prepare(id, 1);
    oral->record(QStringLiteral("authority-a"), QStringLiteral("phone"), {}, oral->text());
    const auto kept = [oral] { return oral->items()->get(0).value(QStringLiteral("kept")).toBool(); };
    QTRY_VERIFY_WITH_TIMEOUT(oral->items()->count() == 1 && !kept(), patience);
    QCOMPARE(lost, 2);
}

void TestDuty::liaisonSeesWhoReadTheirReports()
{
    Phone liaison;
    QVERIFY(m_stage->enrol(liaison, QStringLiteral("codis-a")));
    QVERIFY(liaison.app().session()->canReport() && !liaison.app().session()->canCompose());
    auto *own = liaison.app().ownReports();
    QVERIFY(own->summary().isEmpty());
    auto *composer = liaison.app().composer();
    composer->begin(QStringLiteral("fieldReport"));
    composer->setValue(QStringLiteral("what"), QStringLiteral("Feu de chaume, 3 ha"));
    composer->addCommune(QStringLiteral("where"), QStringLiteral("36044"));
    composer->setValue(QStringLiteral("casualties"), QStringLiteral("un blessé léger"));
    const auto id = liaison.submit();
    QVERIFY2(!id.isEmpty(), qPrintable(liaison.problems().join(QLatin1Char('\n'))));
    QVERIFY(m_stage->reaches(liaison, id, QStringLiteral("received")));
    const auto row = [&] { return own->items()->find(id); };
    QCOMPARE(valueOf(row(), "what"), QStringLiteral("Feu de chaume, 3 ha"));
    QCOMPARE(valueOf(row(), "place"), QStringLiteral("Châteauroux"));
    QCOMPARE(valueOf(row(), "tone"), QStringLiteral("info"));

    auto *reports = m_authority->app().reports();
    reports->open(id);
    QTRY_VERIFY_WITH_TIMEOUT(reports->lines()->count() > 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(valueOf(row(), "tone"), QStringLiteral("success"), patience);
    QVERIFY(valueOf(row(), "stateText").contains(QStringLiteral("Autorité de permanence A")));

    // What the phone last knew is there without a network, and what was said is readable.
    m_stage->proxy->setReachable(false);
    liaison.kill();
    liaison.start();
    QVERIFY(liaison.unlock());
    own = liaison.app().ownReports();
    QTRY_VERIFY_WITH_TIMEOUT(valueOf(row(), "stateText").contains(QStringLiteral("Autorité de permanence A")),
                             patience);
    auto *outbox = liaison.app().outbox();
    outbox->select(id);
    QCOMPARE(valueOf(outbox->texts()->find(QStringLiteral("casualties")), "textFr"), QStringLiteral("un blessé léger"));
    QCOMPARE(valueOf(outbox->steps()->find(QStringLiteral("seen")), "by"), QStringLiteral("Autorité de permanence A"));

    // What comes after begins at the same place; the first report stays as it was read.
    own->followUp(id);
    QVERIFY2(own->problem().isEmpty(), qPrintable(own->problem()));
    QVERIFY(liaison.app().composer()->hasDraft());
    const auto after = liaison.submit();
    QVERIFY2(!after.isEmpty(), qPrintable(liaison.problems().join(QLatin1Char('\n'))));
    QVERIFY(after != id);
    QCOMPARE(valueOf(own->items()->find(after), "place"), QStringLiteral("Châteauroux"));
    QVERIFY(valueOf(own->items()->find(after), "what").contains(QStringLiteral("Feu de chaume, 3 ha")));

    // A correction is a revision, which nobody has read yet.
    m_stage->proxy->setReachable(true);
    outbox = liaison.app().outbox();
    outbox->edit(id);
    liaison.app().composer()->setValue(QStringLiteral("what"), QStringLiteral("Feu de chaume, 5 ha"));
    QCOMPARE(liaison.submit(), id);
    QVERIFY(m_stage->reaches(liaison, id, QStringLiteral("received")));
    QTRY_VERIFY_WITH_TIMEOUT(
        (reports->refresh(), valueOf(reports->reports()->find(id), "what").contains(QStringLiteral("5 ha"))), patience);
    QCOMPARE(valueOf(row(), "tone"), QStringLiteral("info"));
}

void TestDuty::reportIsReadAndSeen()
{
    auto *composer = officer().app().composer();
    composer->begin(QStringLiteral("fieldReport"));
    composer->setValue(QStringLiteral("what"), QStringLiteral("Feu de chaume, 3 ha"));
    composer->addCommune(QStringLiteral("where"), QStringLiteral("36044"));
    composer->setValue(QStringLiteral("casualties"), QStringLiteral("un blessé léger"));
    const auto id = officer().submit();
    QVERIFY2(!id.isEmpty(), qPrintable(officer().problems().join(QLatin1Char('\n'))));
    QVERIFY(m_stage->reaches(officer(), id, QStringLiteral("received")));

    auto *reports = m_authority->app().reports();
    QTRY_COMPARE_WITH_TIMEOUT((reports->refresh(), reports->count()), 1, patience);
    const auto place = reports->communes()->find(QStringLiteral("36044"));
    QCOMPARE(place.value(QStringLiteral("count")).toInt(), 1);
    // Châteauroux lies a little east of the middle of the Indre, and near its middle from north to south.
    QVERIFY(place.value(QStringLiteral("x")).toDouble() > 0.45 && place.value(QStringLiteral("x")).toDouble() < 0.75);
    QVERIFY(place.value(QStringLiteral("y")).toDouble() > 0.3 && place.value(QStringLiteral("y")).toDouble() < 0.6);
    reports->open(id);
    QTRY_VERIFY_WITH_TIMEOUT(reports->lines()->indexOf(QStringLiteral("casualties")) >= 0, patience);
    QCOMPARE(valueOf(reports->lines()->find(QStringLiteral("casualties")), "text"), QStringLiteral("un blessé léger"));

    auto *outbox = officer().app().outbox();
    QTRY_VERIFY_WITH_TIMEOUT(
        (outbox->select(id), outbox->steps()->find(QStringLiteral("seen")).value(QStringLiteral("done")).toBool()),
        patience);
    QCOMPARE(valueOf(outbox->steps()->find(QStringLiteral("seen")), "by"), QStringLiteral("Autorité de permanence A"));
    // It is the authority's to read, and nobody's to decide.
    m_authority->app().review()->open(id, 1);
    QTRY_VERIFY_WITH_TIMEOUT(m_authority->app().review()->loaded(), patience);
    QVERIFY(!m_authority->app().review()->canApprove());
}

void TestDuty::handoverIsReadAndAcknowledged()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    auto *handover = m_authority->app().handover();
    QTRY_COMPARE_WITH_TIMEOUT((handover->refresh(), handover->notes()->count()), 1, patience);
    const auto note = handover->notes()->get(0);
    QVERIFY(!valueOf(note, "text").isEmpty());
    handover->acknowledge(valueOf(note, "entry"));
    QTRY_COMPARE_WITH_TIMEOUT(handover->notes()->count(), 0, patience);
    QTest::qWait(500);
    handover->refresh();
    QTest::qWait(500);
    QCOMPARE(handover->notes()->count(), 0);
}

void TestDuty::incidentIsClosedOnEveryPhone()
{
    const auto id = submitFirstMessage();
    QVERIFY(!id.isEmpty());
    auto *theirs = m_authority->app().home();
    QTRY_COMPARE_WITH_TIMEOUT((theirs->refresh(), theirs->incidents()->count()), 1, patience);
    // Without a network it is not closed, and the person is told.
    m_stage->proxy->setReachable(false);
    auto *home = officer().app().home();
    QVERIFY(home->mayCloseIncident());
    home->closeIncident();
    QTRY_VERIFY_WITH_TIMEOUT(!home->problem().isEmpty(), patience);
    QCOMPARE(home->incidents()->count(), 1);
    m_stage->proxy->setReachable(true);
    QTRY_VERIFY_WITH_TIMEOUT((home->closeIncident(), QTest::qWait(200), home->incidents()->count() == 0), patience);
    QVERIFY(home->problem().isEmpty());
    QVERIFY(home->currentIncidentId().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(theirs->incidents()->count(), 0, patience); // told by the notices
}

QTEST_MAIN(TestDuty)
#include "tst_duty.moc"
