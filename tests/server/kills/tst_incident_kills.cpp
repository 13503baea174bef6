// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/leaf.h"
#include "tests/server/kills/killed.h"
#include "tests/server/stage.h"

#include <QtTest>

using namespace astreinte;
using storage::Connection;
using storage::Row;
using tests::End;

// The server dies before each of its writes and syncs while it closes an incident, and the phone, which heard nothing,
// asks again. Whatever the step: what the phone was told is so, and it is in the journal once.
class TestIncidentKills : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void closedOnceWhateverTheStep();

private:
    QString opened();
    qint64 number(storage::Sql sql, const QString &about);
    qint64 closedAt(const QString &incident)
    {
        return number("SELECT COALESCE(closed_at, 0) FROM incident WHERE id = ?", incident);
    }
    qint64 leaves(const QString &incident)
    {
        return number("SELECT COUNT(*) FROM journal_leaf WHERE event = 'incident-closed' AND subject = ?",
                      QStringLiteral("incident:") + incident);
    }
    tests::Stage m_stage;
};

QString TestIncidentKills::opened()
{
    auto draft = m_stage.officer->draft();
    const auto id = m_stage.officer->ids.next().value();
    draft.incident = submission::IncidentRef{id, QStringLiteral("Crue de l’Indre"), draft.factsAt};
    m_stage.received(draft);
    return id.text();
}

qint64 TestIncidentKills::number(storage::Sql sql, const QString &about)
{
    return m_stage.prefecture.service()
        .store
        ->read([&](Connection &connection) {
            return connection.one(
                sql, [](const Row &row) { return row.number(0); }, about);
        })
        .value()
        .value_or(-1);
}

void TestIncidentKills::closedOnceWhateverTheStep()
{
    QVERIFY(m_stage.set());
    QCOMPARE(journal::eventName(journal::Event::IncidentClosed), QLatin1String("incident-closed"));
    int step = 1;
    int unheard = 0; // closed, and the phone does not know
    for (;; ++step) {
        const auto incident = opened();
        QCOMPARE(closedAt(incident), 0);
        const QStringList command{QStringLiteral(INCIDENT_SUBJECT), m_stage.prefecture.folder(), incident,
                                  m_stage.officer->kid()};
        const auto first = tests::runKilled(command, step);
        QVERIFY2(first.end != End::Wrong, first.said.constData());
        const auto early = closedAt(incident);
        // Both or neither: the incident and its line in the journal.
        QCOMPARE(leaves(incident), early > 0 ? 1 : 0);
        QVERIFY(!first.said.contains("closed") || early > 0);
        unheard += early > 0 && first.said.isEmpty() ? 1 : 0;
        const auto again = tests::runKilled(command);
        QVERIFY2(again.end == End::Done, again.said.constData());
        QVERIFY(closedAt(incident) > 0);
        QVERIFY(early == 0 || closedAt(incident) == early);
        QCOMPARE(leaves(incident), 1);
        if (first.end == End::Done)
            break;
    }
    qInfo("killed before each of %d steps, after %d of them closed and unheard", step - 1, unheard);
    QVERIFY(step > 8 && unheard > 0);
}

QTEST_GUILESS_MAIN(TestIncidentKills)
#include "tst_incident_kills.moc"
