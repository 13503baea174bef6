// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/channel_acts.h"
#include "core/submission/review_right.h"

#include <QtTest>
#include <set>

using namespace astreinte;
using namespace astreinte::submission;

// The arrows of DESIGN §5, hand-copied, each with the one actor who may walk it.
static_assert(allowed(State::Draft, State::Queued, Actor::Author));
static_assert(allowed(State::Queued, State::Received, Actor::Server));
static_assert(allowed(State::Received, State::InReview, Actor::Authority));
static_assert(allowed(State::InReview, State::Authorised, Actor::Authority));
static_assert(allowed(State::InReview, State::Returned, Actor::Authority));
static_assert(allowed(State::InReview, State::Refused, Actor::Authority));
static_assert(allowed(State::Authorised, State::Publishing, Actor::Publisher));
static_assert(allowed(State::Publishing, State::Published, Actor::Publisher));
static_assert(allowed(State::Publishing, State::Uncertain, Actor::Publisher));
static_assert(allowed(State::Publishing, State::Failed, Actor::Publisher));
static_assert(allowed(State::Published, State::Corrected, Actor::Publisher));
static_assert(allowed(State::Published, State::Withdrawn, Actor::Publisher));
static_assert(allowed(State::Published, State::Expired, Actor::Server));

class States : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesReadBack();
    void everyWayToThePublicGoesThroughAnAuthorisation();
    void noArrowIsThereTwice();
    void deniesAnythingElse();
    void followsThePermissionMatrix_data();
    void followsThePermissionMatrix();
    void answersForEveryChannel_data();
    void answersForEveryChannel();
    void grantsTheRightToDecide_data();
    void grantsTheRightToDecide();
    void realmsDoNotMeet();
    void decides();
};

void States::namesReadBack()
{
    for (std::size_t i = 0; i < stateCount; ++i)
        QCOMPARE(stateFromName(QString(stateName(static_cast<State>(i)))), static_cast<State>(i));
    for (std::size_t i = 0; i < roleCount; ++i)
        QCOMPARE(roleFromName(QString(roleName(static_cast<Role>(i)))), static_cast<Role>(i));
    QCOMPARE(QString(stateName(State::InReview)), QStringLiteral("in_review"));
    QCOMPARE(QString(roleName(Role::LiaisonSdis)), QStringLiteral("liaison:sdis"));
    QVERIFY(!stateFromName(u"Published"));
    QVERIFY(!roleFromName(u"administrator"));
}

void States::everyWayToThePublicGoesThroughAnAuthorisation()
{
    // Walk the table from Draft without ever entering Authorised: nothing public may be reached.
    std::set<State> reached{State::Draft};
    for (std::size_t round = 0; round < stateCount; ++round)
        for (const auto &transition : transitions)
            if (reached.contains(transition.from) && transition.to != State::Authorised)
                reached.insert(transition.to);
    QVERIFY(reached.contains(State::Refused));
    for (const auto state : {State::Authorised, State::Publishing, State::Published, State::Corrected})
        QVERIFY(!reached.contains(state));
}

void States::noArrowIsThereTwice()
{
    for (auto a = transitions.begin(); a != transitions.end(); ++a)
        for (auto b = a + 1; b != transitions.end(); ++b)
            QVERIFY(a->from != b->from || a->to != b->to || a->actor != b->actor);
}

void States::deniesAnythingElse()
{
    const auto denied = checkTransition(State::Refused, State::Authorised, Actor::Authority);
    QCOMPARE(denied.error().toString(), QStringLiteral("forbidden-transition: refused → authorised"));
    QVERIFY(checkTransition(State::Queued, State::Received, Actor::Server));
    QVERIFY(!isRevisable(State::Refused));
    QVERIFY(isRevisable(State::Returned));
    QVERIFY(isPublic(State::Corrected) && !isPublic(State::Withdrawn));
}

// BRIEF §1.4, line by line.
void States::followsThePermissionMatrix_data()
{
    QTest::addColumn<Permission>("permission");
    QTest::addColumn<QList<Grant>>("grants"); // gendarmerie, onCall, comms, sidpc, duty, cabinet, SG, prefect
    using enum Grant;
    const auto row = [](const char *name, Permission permission, const QList<Grant> &grants) {
        QTest::newRow(name) << permission << grants;
    };
    row("field report", Permission::SendFieldReport, {Yes, Yes, Yes, Yes, Yes, Yes});
    row("rights", Permission::AnswerRights, {OwnPhotos, Yes, Yes, Yes, Yes, Yes});
    row("draft", Permission::EditDraft, {No, Yes, Yes, Yes, Yes, Yes});
    row("submit", Permission::Submit, {No, Yes, Yes, Yes, Yes, Yes});
    row("decide", Permission::Decide, {No, No, No, No, DuringSlot, Yes});
    row("Facebook", Permission::PublishFacebook, {No, MajorEventAndApproved, WhenApproved, No, Yes, Yes});
    row("X, Mastodon, Bluesky, site", Permission::PublishElsewhere, {No, No, WhenApproved, No, Yes, Yes});
    row("CAP, feed", Permission::EmitFeed, {No, No, WhenApproved, WhenApproved, Yes, Yes});
    row("relay", Permission::RelayCampaign, {No, No, Yes, No, No, Yes});
    row("take down", Permission::TakeDown, {No, OnRequest, Yes, OnRequest, Yes, Yes});
    row("sealed", Permission::SeeSealed, {No, OwnBeforeSync, No, No, Logged, Logged});
    row("roster", Permission::ManageRoster, {No, No, No, DraftOnly, No, Yes});
    row("reports of all", Permission::ReadReports, {No, Yes, Yes, Yes, Yes, Yes});
    row("casualties", Permission::SeeCasualties, {No, No, No, Yes, Yes, Yes});
}

void States::followsThePermissionMatrix()
{
    QFETCH(Permission, permission);
    QFETCH(QList<Grant>, grants);
    const QList<QList<Role>> columns{{Role::LiaisonGendarmerie, Role::LiaisonPolice, Role::LiaisonSdis},
                                     {Role::OnCallOfficer},
                                     {Role::CommsOfficer, Role::CommsHead},
                                     {Role::SidpcOfficer},
                                     {Role::DutyAuthority},
                                     {Role::CabinetDirector, Role::GeneralSecretary, Role::Prefect}};
    for (qsizetype i = 0; i < columns.size(); ++i)
        for (const auto role : columns[i])
            QVERIFY2(grantOf(role, permission) == grants[i], roleName(role).data());
    QVERIFY(!mayEver(Role::Dpo, permission));
}

// BRIEF §1.4: « publish on Facebook », « publish on X, Mastodon, Bluesky, site », « emit CAP / public feed ».
void States::answersForEveryChannel_data()
{
    QTest::addColumn<QStringList>("mayNot"); // of those who do not decide
    const QStringList all{QStringLiteral("onCallOfficer"), QStringLiteral("sidpcOfficer"),
                          QStringLiteral("liaison:sdis"), QStringLiteral("dpo")};
    auto feeds = all;
    feeds.removeAll(QStringLiteral("sidpcOfficer"));
    for (const auto *channel : {"facebook", "x", "mastodon", "bluesky", "site"})
        QTest::newRow(channel) << all;
    for (const auto *channel : {"cap", "feed"})
        QTest::newRow(channel) << feeds;
}

void States::answersForEveryChannel()
{
    QFETCH(QStringList, mayNot);
    const QString channel = QString::fromLatin1(QTest::currentDataTag());
    for (const auto *name : {"onCallOfficer", "sidpcOfficer", "liaison:sdis", "dpo", "commsOfficer", "commsHead",
                             "dutyAuthority", "cabinetDirector", "generalSecretary", "prefect"}) {
        const auto role = roleFromName(QString::fromLatin1(name)).value();
        const auto accepted = acceptActs(role, {channel});
        QVERIFY2(accepted.has_value() != mayNot.contains(QLatin1String(name)), name);
        QVERIFY(accepted || accepted.error().reason == Reason::NotAllowed);
    }
    // One channel of several is enough, and what nobody wrote down is nobody's.
    QVERIFY(!acceptActs(Role::OnCallOfficer, {QStringLiteral("facebook"), channel}));
    QVERIFY(!acceptActs(Role::Prefect, {channel, QStringLiteral("pigeon")}));
    QVERIFY(acceptTakeDown(Role::DutyAuthority) && acceptTakeDown(Role::CommsOfficer));
    QVERIFY(!acceptTakeDown(Role::OnCallOfficer) && !acceptTakeDown(Role::SidpcOfficer));
}

void States::grantsTheRightToDecide_data()
{
    QTest::addColumn<Role>("role");
    QTest::addColumn<QString>("person");
    QTest::addColumn<bool>("onDuty");
    QTest::addColumn<qint64>("revision");
    QTest::addColumn<int>("reason");
    const auto b = QStringLiteral("b");
    QTest::newRow("duty authority in slot") << Role::DutyAuthority << b << true << qint64(2) << -1;
    QTest::newRow("prefect") << Role::Prefect << b << false << qint64(2) << -1;
    QTest::newRow("off duty") << Role::DutyAuthority << b << false << qint64(2) << int(Reason::OffDuty);
    QTest::newRow("own") << Role::DutyAuthority << QStringLiteral("a") << true << qint64(2)
                         << int(Reason::OwnSubmission);
    QTest::newRow("own, prefect") << Role::Prefect << QStringLiteral("a") << true << qint64(2)
                                  << int(Reason::OwnSubmission);
    QTest::newRow("stale") << Role::DutyAuthority << b << true << qint64(1) << int(Reason::StaleRevision);
    QTest::newRow("beyond the head") << Role::DutyAuthority << b << true << qint64(3) << int(Reason::StaleRevision);
    for (const auto role : {Role::OnCallOfficer, Role::CommsHead, Role::SidpcOfficer, Role::LiaisonPolice, Role::Dpo})
        QTest::newRow(roleName(role).data()) << role << b << true << qint64(2) << int(Reason::NotAllowed);
}

void States::grantsTheRightToDecide()
{
    QFETCH(Role, role);
    QFETCH(QString, person);
    QFETCH(bool, onDuty);
    QFETCH(qint64, revision);
    QFETCH(int, reason);
    const auto right = ReviewRight::grant({person, role, onDuty, false, {QStringLiteral("a")}, revision, 2});
    QCOMPARE(right.has_value(), reason == -1);
    if (!right)
        QCOMPARE(int(right.error().reason), reason);
}

// What a role may is of the real world or of the daily self-test, never of both.
void States::realmsDoNotMeet()
{
    for (std::size_t i = 0; i < roleCount; ++i) {
        const auto role = static_cast<Role>(i);
        const auto selfTest = role == Role::SelfTest;
        const auto right = [&](Kind kind) {
            return ReviewRight::grant({QStringLiteral("b"), role, true, false, {QStringLiteral("a")}, 1, 1, kind});
        };
        QCOMPARE(mayEver(role, submitting(Kind::SelfTest)), selfTest);
        QCOMPARE(right(Kind::SelfTest).has_value(), selfTest);
        QCOMPARE(acceptActs(role, {QStringLiteral("self-test")}).has_value(), selfTest);
        QVERIFY(!right(Kind::FieldReport));
        QVERIFY(!selfTest || (!right(Kind::Proposal) && !acceptTakeDown(role)));
        for (const auto kind : {Kind::Proposal, Kind::FieldReport})
            QVERIFY(!selfTest || !mayEver(role, submitting(kind)));
        for (const auto *channel : {"facebook", "x", "mastodon", "bluesky", "site", "feed", "cap"})
            QVERIFY(!selfTest || !acceptActs(role, {QString::fromLatin1(channel)}));
    }
    QVERIFY(!ReviewRight::grant({QStringLiteral("b"), Role::SelfTest, false, false, {}, 1, 1, Kind::SelfTest}));
}

void States::decides()
{
    const auto right =
        *ReviewRight::grant({QStringLiteral("b"), Role::Prefect, false, false, {QStringLiteral("a")}, 1, 1});
    QCOMPARE(decide(State::InReview, Decision::Approve, right), State::Authorised);
    QCOMPARE(decide(State::InReview, Decision::Return, right), State::Returned);
    QCOMPARE(decide(State::InReview, Decision::Reject, right), State::Refused);
    QCOMPARE(decide(State::Received, Decision::Approve, right).error().reason, Reason::ForbiddenTransition);
    for (const auto state : {State::Authorised, State::Returned, State::Refused, State::Superseded, State::Published})
        QCOMPARE(decide(state, Decision::Approve, right).error().reason, Reason::AlreadyDecided);
    QCOMPARE(decisionFromName(u"reject"), Decision::Reject);
    QVERIFY(!decisionFromName(u"refuse"));
}

QTEST_APPLESS_MAIN(States)
#include "tst_states.moc"
