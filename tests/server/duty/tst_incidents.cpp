// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/deployment/deployment.h"
#include "server/journal/book.h"
#include "server/roster/watch.h"
#include "tests/server/duty/duty_stage.h"

#include <QJsonDocument>
#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using tests::Phone;

// What an incident goes through beside its messages (BRIEF §1.6), and who takes it over (BRIEF §1.3).
class TestIncidents : public QObject, protected tests::DutyStage
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QVERIFY(set()); }
    void promisedUpdateIsTheSecondClock();
    void incidentIsClosedByWhoMay();
    void whyTheHourWasMissedIsKept();
    void rosterTroublesReachEveryPhone();
    void emptyRosterReachesEveryPhone();
    void handoverIsReadAndAcknowledged();
    void handoverIsInTheJournal();
    void handoverIsForWhoTakesOver();
    void handoverRefusals();

private:
    // What the signed configuration says is wrong with the next 72 hours.
    QJsonArray troublesOn(Phone &phone)
    {
        const auto body = phone.send("GET", "/v1/configuration?have=").json();
        const auto verified =
            signature::parseCompact(body.value(QLatin1String("configuration")).toString().toLatin1(),
                                    submission::typ::configuration)
                .and_then([this](const auto &document) { return document.verify(service().serverKey.verifyingKey()); });
        return verified ? QJsonDocument::fromJson(verified->payload())
                              .object()
                              .value(QLatin1String("rosterWarnings"))
                              .toArray()
                        : QJsonArray{QStringLiteral("not verified")};
    }
    QJsonArray notes(Phone &phone)
    {
        return phone.send("GET", "/v1/handover").json().value(QLatin1String("items")).toArray();
    }
};

// BRIEF §1.6: the first publication stops the one-hour clock, and what it promises starts the second.
void TestIncidents::promisedUpdateIsTheSecondClock()
{
    const auto known = m_stage->prefecture.now() - 5min;
    const auto promised = signature::toDateTime(m_stage->prefecture.now() + 90min).toLocalTime();
    auto draft = m_stage->officer->draft();
    draft.incident = submission::IncidentRef{m_stage->officer->ids.next().value(), QStringLiteral("Crue"), known};
    draft.values.insert(QStringLiteral("prochainPoint"),
                        promised.toOffsetFromUtc(promised.offsetFromUtc()).toString(Qt::ISODate));
    const auto submission = m_stage->received(draft);
    QCOMPARE(incident().value(QLatin1String("knownAt")).toString(), signature::toText(known));
    QVERIFY(incident().value(QLatin1String("firstPublicAt")).isNull() &&
            incident().value(QLatin1String("nextUpdateAt")).isNull());
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, submission)).status, 201);
    QVERIFY(m_stage->prefecture.publish());
    const auto first = signature::instantFromText(incident().value(QLatin1String("firstPublicAt")).toString());
    QVERIFY(first && *first >= known + 5min && *first < known + 6min);
    const auto next = signature::instantFromText(incident().value(QLatin1String("nextUpdateAt")).toString());
    QVERIFY(next);
    QCOMPARE(signature::toUnixSeconds(*next), promised.toSecsSinceEpoch());
}

void TestIncidents::incidentIsClosedByWhoMay()
{
    const auto submission = proposal();
    const auto id = incident().value(QLatin1String("id")).toString().toLatin1();
    const auto path = "/v1/incidents/" + id + "/closure";
    const auto closedAt = [this] { return incident().value(QLatin1String("closedAt")); };
    QCOMPARE(m_stage->colleague->send("POST", path).reason(), QStringLiteral("not-allowed"));
    QVERIFY(closedAt().isNull());
    QCOMPARE(m_stage->officer->send("POST", path).status, 200); // who opened it
    const auto closed = closedAt();
    QVERIFY(closed.isString());
    later(5min);
    QCOMPARE(m_stage->authority->send("POST", path).status, 200);
    QCOMPARE(closedAt(), closed);
    QVERIFY(verified().contains(QStringLiteral("event\tincident-closed\t1\n")));
    QCOMPARE(m_stage->authority->send("POST", "/v1/incidents/none/closure").reason(),
             QStringLiteral("unknown-submission"));
    // Nothing of it is handed over any more.
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    const auto note = notes(*m_stage->colleague).at(0).toObject().value(QLatin1String("note")).toString();
    QVERIFY(QJsonDocument::fromJson(note.toUtf8()).object().value(QLatin1String("incidents")).toArray().isEmpty());
}

// BRIEF §1.6: the reason is logged when the hour was missed, and not before.
void TestIncidents::whyTheHourWasMissedIsKept()
{
    const auto submission = proposal();
    const auto path = "/v1/incidents/" + incident().value(QLatin1String("id")).toString().toLatin1() + "/lateness";
    const auto say = [&](Phone &phone, const QString &reason) {
        return post(phone, path, {{QStringLiteral("reason"), reason}});
    };
    later(54min); // known five minutes before
    QCOMPARE(say(*m_stage->officer, QStringLiteral("Trop tôt.")).reason(), QStringLiteral("invalid-value"));
    later(2min);
    QVERIFY(say(*m_stage->officer, QStringLiteral("a\u202Eb")).status >= 400);
    QVERIFY(say(*m_stage->officer, QString(501, QLatin1Char('x'))).status >= 400);
    QVERIFY(!incident().contains(QLatin1String("lateReason")));
    const auto reason = QStringLiteral("Relais de téléphonie hors service jusqu’à 4 h 20.");
    QCOMPARE(say(*m_stage->officer, reason).status, 200);
    QCOMPARE(incident().value(QLatin1String("lateReason")).toString(), reason);
    // Published late is late all the same; the last word counts, and each is in the journal.
    QCOMPARE(say(*m_stage->colleague, QStringLiteral("Groupe électrogène en panne.")).status, 200);
    QCOMPARE(incident().value(QLatin1String("lateReason")).toString(), QStringLiteral("Groupe électrogène en panne."));
    QVERIFY(verified().contains(QStringLiteral("event\thour-missed\t2\n")));
}

// BRIEF §1.3: what is wrong in the next 72 hours is in the configuration that the server signs for each phone.
void TestIncidents::rosterTroublesReachEveryPhone()
{
    const auto now = m_stage->prefecture.now();
    const auto add = [&](const roster::Slot &slot) {
        return service()
            .store->write([&](storage::Transaction &transaction) { return roster::addSlot(transaction, slot); })
            .has_value();
    };
    const auto authority = QStringLiteral("dutyAuthority");
    const auto officer = QStringLiteral("onCallOfficer");
    QVERIFY(add({QStringLiteral("overlap"),
                 authority,
                 QStringLiteral("director-a"),
                 now + 1h,
                 now + 2h,
                 {},
                 QStringLiteral("unknown")}));
    QVERIFY(add({QStringLiteral("both"), officer, QStringLiteral("authority-a"), now - 1h, now + 100h, {}, {}}));
    QMap<QString, QJsonObject> troubles;
    for (const auto all = troublesOn(*m_stage->officer); const auto &each : all)
        troubles.insert(each.toObject().value(QLatin1String("trouble")).toString(), each.toObject());
    QCOMPARE(troubles.keys(), (QStringList{QStringLiteral("gap"), QStringLiteral("missingDelegation"),
                                           QStringLiteral("officerIsAuthority"), QStringLiteral("overlap")}));
    QCOMPARE(troubles.value(QStringLiteral("gap")).value(QLatin1String("role")).toString(),
             authority); // once slot-1 is over
    QCOMPARE(troubles.value(QStringLiteral("overlap")).value(QLatin1String("from")).toString(),
             signature::toText(now + 1h));
    QCOMPARE(troubles.value(QStringLiteral("missingDelegation")).value(QLatin1String("persons")).toArray(),
             QJsonArray{QStringLiteral("director-a")});
    QCOMPARE(troubles.value(QStringLiteral("officerIsAuthority")).value(QLatin1String("persons")).toArray(),
             QJsonArray{QStringLiteral("authority-a")});
}

// A prefecture that has not written its roster yet, or has lost it.
void TestIncidents::emptyRosterReachesEveryPhone()
{
    QVERIFY(m_stage->prefecture.removeDuty(QStringLiteral("slot-1")));
    const auto troubles = troublesOn(*m_stage->officer);
    QCOMPARE(troubles.size(), 1);
    const auto gap = troubles.at(0).toObject();
    QCOMPARE(gap.value(QLatin1String("trouble")).toString(), QStringLiteral("gap"));
    QCOMPARE(gap.value(QLatin1String("role")).toString(), QStringLiteral("dutyAuthority"));
    const auto from = signature::instantFromText(gap.value(QLatin1String("from")).toString());
    const auto to = signature::instantFromText(gap.value(QLatin1String("to")).toString());
    QVERIFY(from && to && *from <= m_stage->prefecture.now() && *to - *from == roster::lookAhead);
}

void TestIncidents::handoverIsReadAndAcknowledged()
{
    QVERIFY(
        addSlot(QStringLiteral("day"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-a"), -600min, 1min));
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), 1min, 600min));
    const auto submission = proposal();
    QCOMPARE(post(*m_stage->officer, "/v1/handover/remarks",
                  {{QStringLiteral("remark"), QStringLiteral("Rappeler le maire à 7 h.")}})
                 .status,
             200);
    QVERIFY(notes(*m_stage->colleague).isEmpty());
    later(2min);
    const auto found = notes(*m_stage->colleague);
    QCOMPARE(found.size(), 1);
    const auto item = found.at(0).toObject();
    const auto text = item.value(QLatin1String("note")).toString().toUtf8();
    const auto note = QJsonDocument::fromJson(text).object();
    QCOMPARE(note.value(QLatin1String("outgoing")).toArray().at(0).toObject().value(QLatin1String("remark")).toString(),
             QStringLiteral("Rappeler le maire à 7 h."));
    QCOMPARE(note.value(QLatin1String("incidents")).toArray().size(), 1);
    QCOMPARE(note.value(QLatin1String("waiting")).toArray().size(), 1);
    QCOMPARE(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex(),
             item.value(QLatin1String("sha256")).toString().toLatin1());
    // What was read stays what it was.
    m_stage->authority->rosterVersion += 2; // the two slots above
    QCOMPARE(m_stage->authority->decide(tests::Stage::by(*m_stage->authority, submission)).status, 201);
    QCOMPARE(notes(*m_stage->colleague), found);
    QCOMPARE(post(*m_stage->colleague, "/v1/handover/acknowledgements",
                  {{QStringLiteral("entry"), item.value(QLatin1String("entry"))},
                   {QStringLiteral("sha256"), item.value(QLatin1String("sha256"))}})
                 .status,
             200);
    QVERIFY(notes(*m_stage->colleague).isEmpty());
}

// The note that was read, and who says so: two leaves, whoever asks again, and nothing of it in the tree itself.
void TestIncidents::handoverIsInTheJournal()
{
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    QVERIFY(!verified().contains(QStringLiteral("event\thandover")));
    const auto item = notes(*m_stage->colleague).at(0).toObject();
    QCOMPARE(notes(*m_stage->colleague).size(), 1);
    QVERIFY(verified().contains(QStringLiteral("event\thandover\t1\n")));
    QVERIFY(!verified().contains(QStringLiteral("taken-over")));
    const QJsonObject body{{QStringLiteral("entry"), item.value(QLatin1String("entry"))},
                           {QStringLiteral("sha256"), item.value(QLatin1String("sha256"))}};
    for (int times = 0; times < 2; ++times)
        QCOMPARE(post(*m_stage->colleague, "/v1/handover/acknowledgements", body).status, 200);
    QVERIFY(verified().contains(QStringLiteral("event\thandover\t1\n")));
    QVERIFY(verified().contains(QStringLiteral("event\ttaken-over\t1\n")));
    const auto leaf = service().store->read([](storage::Connection &connection) {
        return journal::leafAbout(connection, QStringLiteral("handover:night"), journal::Event::TakenOver);
    });
    QVERIFY(leaf && *leaf && (*leaf)->opening);
    const auto told = QJsonDocument::fromJson((*leaf)->opening->content).object();
    QCOMPARE(told.value(QLatin1String("person")).toString(), QStringLiteral("officer-b"));
    QCOMPARE(told.value(QLatin1String("sha256")), item.value(QLatin1String("sha256")));
    QVERIFY(!(*leaf)->leaf.contains("officer-b"));
}

void TestIncidents::handoverIsForWhoTakesOver()
{
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    const auto item = notes(*m_stage->colleague).at(0).toObject();
    QVERIFY(notes(*m_stage->officer).isEmpty());
    const QJsonObject body{{QStringLiteral("entry"), item.value(QLatin1String("entry"))},
                           {QStringLiteral("sha256"), item.value(QLatin1String("sha256"))}};
    QCOMPARE(post(*m_stage->officer, "/v1/handover/acknowledgements", body).reason(), QStringLiteral("invalid-value"));
    QCOMPARE(notes(*m_stage->colleague).size(), 1);
}

void TestIncidents::handoverRefusals()
{
    QVERIFY(
        addSlot(QStringLiteral("night"), QStringLiteral("onCallOfficer"), QStringLiteral("officer-b"), -1min, 600min));
    QCOMPARE(notes(*m_stage->colleague).size(), 1);
    QCOMPARE(post(*m_stage->colleague, "/v1/handover/acknowledgements",
                  {{QStringLiteral("entry"), QStringLiteral("night")},
                   {QStringLiteral("sha256"), QString(64, QLatin1Char('0'))}})
                 .reason(),
             QStringLiteral("manifest-mismatch"));
    const QJsonObject remark{{QStringLiteral("remark"), QStringLiteral("Rien à signaler.")}};
    QCOMPARE(post(*m_stage->officer, "/v1/handover/remarks", remark).reason(), QStringLiteral("off-duty"));
    QVERIFY(post(*m_stage->colleague, "/v1/handover/remarks", {{QStringLiteral("remark"), QStringLiteral("a\u202Eb")}})
                .status >= 400);
    QCOMPARE(post(*m_stage->colleague, "/v1/handover/remarks", remark).status, 200);
}

QTEST_GUILESS_MAIN(TestIncidents)
#include "tst_incidents.moc"
