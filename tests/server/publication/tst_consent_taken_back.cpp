// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/submission/documents.h"
#include "server/intake/take_down.h"
#include "tests/server/stage.h"

#include <QJsonArray>
#include <QtTest>

using namespace astreinte;
using authorisation::Authorisation;
using authorisation::Realm;
using publication::Attempt;
using submission::State;
using submission::Submission;

namespace {

const auto site = QStringLiteral("site");
const auto facebook = QStringLiteral("facebook");

QString hexDigest(const QByteArray &picture)
{
    return QLatin1String(signature::hex(signature::sha256(picture)));
}

// A network that answers what the test wants, and remembers how often it was called.
class ScriptedChannel final : public publication::ChannelAdapter<Realm::Real>
{
public:
    ScriptedChannel(QString channel, int &calls, State answer, State found)
        : m_channel(std::move(channel)), m_calls(calls), m_answer(answer), m_found(found)
    {
    }
    [[nodiscard]] QString channel() const override { return m_channel; }
    Attempt publish(const Authorisation<Realm::Real> &) override
    {
        ++m_calls;
        return {m_answer, {}, {}, {}};
    }
    Attempt lookUp(const Authorisation<Realm::Real> &) override { return {m_found, {}, {}, {}}; }

private:
    QString m_channel;
    int &m_calls;
    State m_answer;
    State m_found;
};

} // namespace

// A person on a photo takes back the agreement to be shown, at every moment of the message's life (BRIEF §2.5).
class TestConsentTakenBack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whileTheAuthorityReads();
    void byVoiceNeither();
    void approvedAndNotBegun();
    void oneChannelOfTwo();
    void foundLaterToBeOut();
    void underWayWhenThePhoneSaysSo();
    void aStrangerPictureIsNotTheirs();
    void aRevisionWithoutThePhotoTells();
    void whatWasDecidedIsNotAskedAgain();

private:
    tests::Phone &officer() { return *m_stage->officer; }
    tests::Phone &authority() { return *m_stage->authority; }
    storage::Store &store() { return *m_stage->prefecture.service().store; }
    QString stateOf(const Submission &message) { return officer().stateOf(message.id().text()); }
    Submission proposed(const QStringList &channels = {site});
    Submission approved(const QStringList &channels = {site});
    void approve(const QString &id)
    {
        const auto statement = authority().statementOn(id, 1);
        QVERIFY(statement);
        const auto reply = authority().decide(*statement);
        QVERIFY2(reply.status == 201, reply.body);
    }
    // The letter that somebody wrote, entered by the administrator; the take-downs that it opened.
    QStringList letter()
    {
        const auto rulebook = rules::Rulebook::load(assets::templates(), assets::imageRights()).value();
        const intake::ConsentWithdrawal withdrawal{hexDigest(m_picture), QStringLiteral("officer-b"),
                                                   QStringLiteral("Courrier du 22 novembre."),
                                                   m_stage->prefecture.now()};
        const auto opened = store().write([&](storage::Transaction &transaction) {
            return intake::openTakeDowns(transaction, withdrawal, rulebook, m_stage->prefecture.service().serverKey);
        });
        if (!opened)
            qWarning("%s", qPrintable(opened.error().toString()));
        return opened.value_or(QStringList{QStringLiteral("failed")});
    }
    // The officer's phone says so.
    tests::Reply saidByPhone(const Submission &message, const QByteArray &picture)
    {
        auto draft = officer().draft();
        draft.action = submission::Action::Withdraw;
        draft.target = message.id();
        draft.texts.clear();
        draft.messageTemplate.reset();
        draft.values = {{QStringLiteral("reason"), QStringLiteral("Une personne a retiré son accord.")},
                        {QStringLiteral("consentWithdrawn"), QJsonArray{hexDigest(picture)}}};
        return officer().submit(Submission::freeze(draft).value());
    }
    // The publisher's process, with a channel that answers `answer` at each call and `found` when it is looked up.
    int publish(const QString &channel, State answer, State found = State::Uncertain);
    QStringList takeDownsOf(const Submission &message)
    {
        const auto ids = store().read([&](storage::Connection &connection) {
            return connection.all(
                "SELECT id FROM submission WHERE target = ? ORDER BY id",
                [](const storage::Row &row) { return row.text(0); }, message.id().text());
        });
        return {ids->begin(), ids->end()};
    }
    void pass(std::chrono::seconds time) { m_stage->prefecture.skew = m_stage->prefecture.skew.load() + time; }

    std::unique_ptr<tests::Stage> m_stage;
    QByteArray m_picture = tests::pngPicture(1);
    int m_calls = 0;
};

void TestConsentTakenBack::init()
{
    m_calls = 0;
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

Submission TestConsentTakenBack::proposed(const QStringList &channels)
{
    auto draft = officer().draft({m_picture});
    for (const auto &channel : channels)
        draft.texts[channel] = {{QStringLiteral("fr"), QStringLiteral("Crue de l’Indre.")}};
    (void)officer().upload(draft.id, m_picture);
    return m_stage->received(draft);
}

Submission TestConsentTakenBack::approved(const QStringList &channels)
{
    auto message = proposed(channels);
    approve(message.id().text());
    return message;
}

int TestConsentTakenBack::publish(const QString &channel, State answer, State found)
{
    publication::Publisher publisher(store(), m_stage->prefecture.service().blobs,
                                     [this] { return m_stage->prefecture.now(); });
    publisher.add<Realm::Real>(std::unique_ptr<publication::ChannelAdapter<Realm::Real>>(
        new ScriptedChannel(channel, m_calls, answer, found)));
    const auto before = m_calls;
    if (!publisher.publishWaiting() || !publisher.lookForUncertain())
        return -1;
    return m_calls - before;
}

void TestConsentTakenBack::whileTheAuthorityReads()
{
    const auto message = proposed();
    auto approval = authority().statementOn(message.id().text(), 1);
    QVERIFY(approval);
    QVERIFY(letter().isEmpty()); // nothing is out
    const auto refused = authority().decide(*approval);
    QCOMPARE(refused.status, 422);
    QVERIFY(refused.json().value(QLatin1String("detail")).toString().contains(QLatin1String("agreement")));
    QCOMPARE(refused.reason(), QStringLiteral("rights-incomplete"));
    QCOMPARE(stateOf(message), QStringLiteral("in_review"));
    // It goes back to its author, who sends it without the person.
    auto back = authority().statementOn(message.id().text(), 1);
    QVERIFY(back);
    back->decision = submission::Decision::Return;
    back->channels.clear();
    back->reason = QStringLiteral("Une personne a retiré son accord.");
    QCOMPARE(authority().decide(*back).status, 201);
    auto next = message.nextDraft();
    next.photos.clear();
    QCOMPARE(officer().submit(Submission::freeze(next).value()).status, 201);
    const auto again = authority().statementOn(message.id().text(), 2);
    QVERIFY(again);
    const auto reply = authority().decide(*again);
    QVERIFY2(reply.status == 201, reply.body);
}

void TestConsentTakenBack::byVoiceNeither()
{
    const auto message = proposed();
    QVERIFY(letter().isEmpty());
    const auto manifest = authority().send("GET", "/v1/submissions/" + message.id().text().toLatin1() + "/1/manifest");
    const QJsonObject recorded{{QStringLiteral("v"), 1},
                               {QStringLiteral("id"), officer().ids.next()->text()},
                               {QStringLiteral("submission"), message.id().text()},
                               {QStringLiteral("revision"), 1},
                               {QStringLiteral("manifest"), hexDigest(manifest.body)},
                               {QStringLiteral("authority"), QStringLiteral("authority-a")},
                               {QStringLiteral("means"), QStringLiteral("phone")},
                               {QStringLiteral("readBack"), QStringLiteral("Crue de l’Indre.")},
                               {QStringLiteral("givenAt"), signature::toText(m_stage->prefecture.now())}};
    const auto jws =
        signature::signCompact(officer().dev, submission::typ::oralApproval, signature::canonicalJson(recorded).value())
            .value();
    const auto reply = officer().send("POST", "/v1/oral-approvals", {{"Content-Type", "application/jose"}}, jws);
    QVERIFY2(reply.reason() == QStringLiteral("rights-incomplete"), reply.body);
}

void TestConsentTakenBack::approvedAndNotBegun()
{
    const auto message = approved();
    QVERIFY(letter().isEmpty());
    QCOMPARE(publish(site, State::Published), 0);
    QCOMPARE(stateOf(message), QStringLiteral("failed"));
    QCOMPARE(publish(site, State::Published), 0);
    QVERIFY(m_stage->prefecture.service().sweep());
    QVERIFY(takeDownsOf(message).isEmpty());
}

void TestConsentTakenBack::oneChannelOfTwo()
{
    const auto message = approved({site, facebook});
    // The site's own page is written; Facebook has not begun.
    QVERIFY(store().write([](storage::Transaction &transaction) {
        return transaction->run("UPDATE publication SET queued_at = queued_at + 1000 WHERE channel = 'facebook'");
    }));
    {
        publication::Publisher publisher(store(), m_stage->prefecture.service().blobs,
                                         [this] { return m_stage->prefecture.now(); });
        struct Interrupted
        {
        };
        class Breaking final : public publication::ChannelAdapter<Realm::Real>
        {
        public:
            [[nodiscard]] QString channel() const override { return facebook; }
            std::optional<Attempt> prepare(const Authorisation<Realm::Real> &) override { throw Interrupted(); }
            Attempt publish(const Authorisation<Realm::Real> &) override { return {State::Published, {}, {}, {}}; }
            Attempt lookUp(const Authorisation<Realm::Real> &) override { return {}; }
        };
        publisher.add<Realm::Real>(
            std::make_unique<ScriptedChannel>(site, m_calls, State::Published, State::Published));
        publisher.add<Realm::Real>(std::make_unique<Breaking>());
        QVERIFY_EXCEPTION_THROWN((void)publisher.publishWaiting(), Interrupted);
    }
    QCOMPARE(m_calls, 1);
    const auto opened = letter();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(publish(facebook, State::Published), 0);
    QCOMPARE(takeDownsOf(message), opened);
}

void TestConsentTakenBack::foundLaterToBeOut()
{
    const auto message = approved();
    QCOMPARE(publish(site, State::Uncertain), 1);
    QCOMPARE(stateOf(message), QStringLiteral("uncertain"));
    QVERIFY(letter().isEmpty()); // nobody knows whether there is anything to take down
    QVERIFY(m_stage->prefecture.service().sweep());
    QVERIFY(takeDownsOf(message).isEmpty());
    pass(std::chrono::minutes(5));
    QCOMPARE(publish(site, State::Published, State::Published), 0);
    QCOMPARE(stateOf(message), QStringLiteral("published"));
    QVERIFY(m_stage->prefecture.service().sweep());
    QVERIFY(m_stage->prefecture.service().sweep());
    const auto opened = takeDownsOf(message);
    QCOMPARE(opened.size(), 1);
    const auto manifest = submission::Manifest::parse(
        authority().send("GET", "/v1/submissions/" + opened.first().toLatin1() + "/1/manifest").body);
    QVERIFY(manifest);
    QCOMPARE(manifest->content().action, submission::Action::Withdraw);
    QCOMPARE(manifest->content().reason, QStringLiteral("Courrier du 22 novembre."));
    approve(opened.first());
    QCOMPARE(publish(site, State::Published), 1);
    QCOMPARE(stateOf(message), QStringLiteral("withdrawn"));
}

void TestConsentTakenBack::underWayWhenThePhoneSaysSo()
{
    const auto message = approved();
    QCOMPARE(publish(site, State::Uncertain), 1);
    // An ordinary withdrawal waits until it is known; this one says what must not come out.
    auto ordinary = officer().draft();
    ordinary.action = submission::Action::Withdraw;
    ordinary.target = message.id();
    ordinary.texts.clear();
    ordinary.messageTemplate.reset();
    ordinary.values = {{QStringLiteral("reason"), QStringLiteral("Erreur.")}};
    QCOMPARE(officer().submit(Submission::freeze(ordinary).value()).reason(), QStringLiteral("forbidden-transition"));
    const auto said = saidByPhone(message, m_picture);
    QVERIFY2(said.status == 201, said.body);
    const auto opened = takeDownsOf(message);
    QCOMPARE(opened.size(), 1);
    // Approved before anybody knew: it was out all the same, and is taken down again.
    approve(opened.first());
    QCOMPARE(publish(facebook, State::Published), 0); // the site is not this publisher's
    pass(std::chrono::minutes(5));
    QVERIFY(store().write([&](storage::Transaction &transaction) {
        return transaction->run("UPDATE publication SET state = 'published', result_at = ? WHERE submission = ?",
                                m_stage->prefecture.now(), message.id().text());
    }));
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(takeDownsOf(message).size(), 2);
}

void TestConsentTakenBack::aStrangerPictureIsNotTheirs()
{
    const auto message = approved();
    const auto strange = tests::pngPicture(7);
    auto other = officer().draft({strange});
    (void)officer().upload(other.id, strange);
    const auto second = m_stage->received(other);
    QCOMPARE(publish(site, State::Published), 1);
    // Named in the withdrawal of another message, the picture stays what it was.
    const auto said = saidByPhone(message, strange);
    QVERIFY2(said.status == 201, said.body);
    approve(second.id().text());
}

void TestConsentTakenBack::aRevisionWithoutThePhotoTells()
{
    const auto message = approved();
    auto next = message.nextDraft();
    next.photos.clear();
    next.values.insert(QStringLiteral("consentWithdrawn"), QJsonArray{hexDigest(m_picture)});
    const auto reply = officer().submit(Submission::freeze(next).value());
    QVERIFY2(reply.status == 201, reply.body);
    // Put back by a later revision, the same picture is not approved.
    auto back = Submission::freeze(next)->nextDraft();
    back.photos = message.content().photos;
    back.values.remove(QStringLiteral("consentWithdrawn"));
    QCOMPARE(officer().submit(Submission::freeze(back).value()).status, 201);
    const auto approval = authority().statementOn(message.id().text(), 3);
    QVERIFY(approval);
    QCOMPARE(authority().decide(*approval).reason(), QStringLiteral("rights-incomplete"));
}

void TestConsentTakenBack::whatWasDecidedIsNotAskedAgain()
{
    const auto message = approved();
    QCOMPARE(publish(site, State::Published), 1);
    pass(std::chrono::minutes(1));
    const auto opened = letter();
    QCOMPARE(opened.size(), 1);
    auto refusal = authority().statementOn(opened.first(), 1);
    QVERIFY(refusal);
    refusal->decision = submission::Decision::Reject;
    refusal->channels.clear();
    refusal->reason = QStringLiteral("La personne n’est pas reconnaissable.");
    QCOMPARE(authority().decide(*refusal).status, 201);
    pass(std::chrono::minutes(1));
    QVERIFY(m_stage->prefecture.service().sweep());
    QCOMPARE(takeDownsOf(message), opened);
    // Another letter is another question.
    QCOMPARE(letter().size(), 1);
}

QTEST_GUILESS_MAIN(TestConsentTakenBack)
#include "tst_consent_taken_back.moc"
