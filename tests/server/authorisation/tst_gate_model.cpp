// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/authorisation/interleaving.h"
#include "tests/server/database.h"

#include <QtTest>

using namespace astreinte;
using authorisation::Check;

// The gate against an oracle (interleaving.h): thousands of random interleavings of people, phones, revisions, roster
// changes and the clock, in which both must say the same. Then the gate loses one check at a time, and the comparison
// must notice.
namespace {

struct Outcome
{
    int run = 0;
    int accepted = 0;
    QString difference; // empty when the gate never differed from the oracle
};

Outcome compare(int interleavings, quint32 seed)
{
    constexpr int perWorld = 100;
    Outcome outcome;
    std::unique_ptr<tests::GateWorld> world;
    qint64 version = 1;
    for (int number = 0; number < interleavings; ++number) {
        if (number % perWorld == 0) {
            world = std::make_unique<tests::GateWorld>();
            version = 1;
        }
        const auto walked = tests::walkInterleaving(*world, seed + quint32(number), number, version);
        version = walked.rosterVersion;
        ++outcome.run;
        outcome.accepted += walked.accepted;
        if (!walked.agreed) {
            outcome.difference = walked.difference.isEmpty()
                                     ? QStringLiteral("interleaving %1: other publications").arg(number)
                                     : walked.difference;
            return outcome;
        }
    }
    return outcome;
}

} // namespace

class TestGateModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { tests::removeCheck({}); }
    void gateAgreesWithTheOracle();
    void mutantIsCaught_data();
    void mutantIsCaught();
};

void TestGateModel::gateAgreesWithTheOracle()
{
    // The rules are the same SQL on both; PostgreSQL takes a round trip for each statement, hence fewer.
    const int asked = tests::onPostgres() ? 500 : 5000;
    const auto outcome = compare(asked, 36);
    QVERIFY2(outcome.difference.isEmpty(), qPrintable(outcome.difference));
    QCOMPARE(outcome.run, asked);
    // An oracle that refused everything would agree with a gate that is shut.
    QVERIFY2(outcome.accepted > asked * 2 / 5, qPrintable(QString::number(outcome.accepted)));
    qInfo("%d interleavings, %d decisions accepted, 0 violations", outcome.run, outcome.accepted);
}

void TestGateModel::mutantIsCaught_data()
{
    QTest::addColumn<int>("check");
    const std::pair<const char *, Check> mutants[] = {
        {"older revision", Check::HeadRevision},
        {"expiry", Check::NotExpired},
        {"statement from the future", Check::NotFromTheFuture},
        {"challenge of another phone", Check::ChallengeOfThisPhone},
        {"challenge twice", Check::ChallengeUnused},
        {"challenge expired", Check::ChallengeFresh},
        {"other bytes", Check::VeryBytes},
        {"own submission", Check::NotAnAuthor},
        {"off duty", Check::OnDuty},
        {"older roster", Check::RosterInForce},
        {"delegation lapsed", Check::Delegated},
        {"one person for two", Check::TwoPersons},
        {"the same person twice", Check::AnotherPerson},
        {"old facts", Check::FactsHold},
        {"window over", Check::WindowOpen},
        {"agreement not recorded", Check::Agreed},
        {"consent taken back", Check::ConsentHolds},
    };
    for (const auto &[name, check] : mutants)
        QTest::newRow(name) << int(check);
}

void TestGateModel::mutantIsCaught()
{
    QFETCH(int, check);
    tests::removeCheck(Check(check));
    const auto outcome = compare(3000, 4242);
    QVERIFY2(!outcome.difference.isEmpty(), "the gate lost a check and nobody noticed");
    qInfo("caught after %d interleavings: %s", outcome.run, qPrintable(outcome.difference));
}

QTEST_GUILESS_MAIN(TestGateModel)
#include "tst_gate_model.moc"
