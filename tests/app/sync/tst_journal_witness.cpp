// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/journal_witness.h"
#include "core/journal/leaf.h"
#include "core/journal/note_key.h"
#include "core/signature/bytes.h"
#include "tests/app/sync/courier_stage.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace astreinte;
using namespace astreinte::app;
using namespace astreinte::tests;

namespace {

const QString name = QStringLiteral("astreinte.test/journal");

QJsonArray inBase64(const journal::Proof &proof)
{
    QJsonArray nodes;
    for (const auto &node : proof)
        nodes.append(QString::fromLatin1(signature::base64(node)));
    return nodes;
}

} // namespace

// A phone that watches the journal, beside a server that may lie: its trees are made with the core's own functions,
// which have their vectors in tests/core/journal.
class TestJournalWitness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        m_witness.reset();
        m_stage.reset();
    }

    void an_honest_receipt_is_proven_in_the_common_journal();
    void a_receipt_during_a_sync_waits_for_the_next_checkpoint();
    void a_receipt_before_the_key_is_judged_once_it_is_known();
    void a_receipt_that_does_not_hold_is_an_alarm_data();
    void a_receipt_that_does_not_hold_is_an_alarm();
    void a_leaf_in_a_journal_of_its_own_is_noticed();
    void a_rewritten_journal_is_noticed();
    void a_silent_server_is_asked_again();

private:
    struct Tree
    {
        QList<QByteArray> leaves;
        [[nodiscard]] journal::NodeSource source() const;
        [[nodiscard]] journal::Checkpoint at() const;
    };
    QJsonObject add(Tree &tree, const QByteArray &sha256);
    [[nodiscard]] QByteArray note(const Tree &tree) const { return *journal::signCheckpoint(tree.at(), *m_signer); }
    HttpReply answer(const HttpRequest &request) const;
    void learnKey()
    {
        m_witness->learn(
            {{QStringLiteral("journal"), QJsonObject{{QStringLiteral("key"), m_signer->verifier().toText()}}}});
    }
    void sync()
    {
        m_witness->check();
        QTest::qWait(50);
    }
    [[nodiscard]] bool alarmed() const
    {
        const auto failure = m_stage->link->lastFailure();
        return failure && failure->reason == Reason::JournalMismatch &&
               !JournalWitness::evidence(m_stage->vault()).isEmpty();
    }

    std::unique_ptr<CourierStage> m_stage;
    std::unique_ptr<JournalWitness> m_witness;
    std::optional<journal::NoteSigner> m_signer;
    Tree m_common; // what the server shows at a sync
    bool m_silent = false;
};

journal::NodeSource TestJournalWitness::Tree::source() const
{
    return [this](int level, quint64 index) -> Result<QByteArray> {
        journal::GrowingTree tree;
        for (quint64 i = index << level; i < (index + 1) << level; ++i)
            tree.append(journal::leafHash(leaves.at(qsizetype(i))));
        return tree.root();
    };
}

journal::Checkpoint TestJournalWitness::Tree::at() const
{
    return {name, quint64(leaves.size()), *journal::rootOf(source(), quint64(leaves.size()))};
}

void TestJournalWitness::init()
{
    m_stage = std::make_unique<CourierStage>();
    QVERIFY(m_stage->set());
    m_witness = std::make_unique<JournalWitness>(*m_stage->link, m_stage->vault());
    m_signer = *journal::NoteSigner::generate(name);
    m_common = {};
    for (int i = 0; i < 5; ++i)
        m_common.leaves.append("leaf " + QByteArray::number(i));
    m_silent = false;
    m_stage->script->answer = [this](const HttpRequest &request) -> Result<HttpReply> {
        return m_silent ? Result<HttpReply>(fail(Reason::NetworkUnreachable)) : answer(request);
    };
}

HttpReply TestJournalWitness::answer(const HttpRequest &request) const
{
    const QUrlQuery query(request.url);
    const auto number = [&](const char *key) { return query.queryItemValue(QLatin1String(key)).toULongLong(); };
    QJsonObject reply;
    const auto size = quint64(m_common.leaves.size());
    if (request.url.path() == QStringLiteral("/v1/journal/checkpoint")) {
        reply.insert(QStringLiteral("checkpoint"), QString::fromUtf8(note(m_common)));
        if (query.hasQueryItem(QStringLiteral("old")) && number("old") <= size)
            reply.insert(QStringLiteral("consistency"),
                         inBase64(*journal::consistencyProof(m_common.source(), number("old"), size)));
    } else if (number("leaf") < number("size") && number("size") <= size) {
        reply.insert(QStringLiteral("proof"),
                     inBase64(*journal::inclusionProof(m_common.source(), number("leaf"), number("size"))));
    } else {
        return CourierStage::problem(400, "invalid-value");
    }
    return {200, {}, QJsonDocument(reply).toJson(QJsonDocument::Compact)};
}

// The leaf of a receipt, and what comes with it.
QJsonObject TestJournalWitness::add(Tree &tree, const QByteArray &sha256)
{
    const auto opening =
        *journal::sealContent({{QStringLiteral("sha256"), QString::fromLatin1(signature::hex(sha256))}});
    const auto leaf = *journal::Leaf{journal::Event::Intake, signature::fromUnixSeconds(1'800'000'000),
                                     journal::commitmentTo(opening)}
                           .toBytes();
    tree.leaves.append(leaf);
    const auto size = quint64(tree.leaves.size());
    return {{QStringLiteral("index"), qint64(size - 1)},
            {QStringLiteral("leaf"), QString::fromUtf8(leaf)},
            {QStringLiteral("salt"), QString::fromLatin1(signature::base64Url(opening.salt))},
            {QStringLiteral("content"), QString::fromUtf8(opening.content)},
            {QStringLiteral("checkpoint"), QString::fromUtf8(note(tree))},
            {QStringLiteral("proof"), inBase64(*journal::inclusionProof(tree.source(), size - 1, size))}};
}

void TestJournalWitness::an_honest_receipt_is_proven_in_the_common_journal()
{
    learnKey();
    sync();
    const auto part = add(m_common, signature::sha256("sent"));
    m_common.leaves.append("another's");
    m_witness->hear(part, signature::sha256("sent"));
    QTRY_COMPARE(m_stage->asked("GET", QStringLiteral("/v1/journal/proof")), 1);
    sync();
    sync();
    QVERIFY(!alarmed());
    QVERIFY(!m_stage->link->lastFailure());
    QCOMPARE(m_stage->asked("GET", QStringLiteral("/v1/journal/proof")), 1); // proven once, never asked for again
}

void TestJournalWitness::a_receipt_during_a_sync_waits_for_the_next_checkpoint()
{
    learnKey();
    sync();
    const auto first = add(m_common, signature::sha256("one"));
    m_witness->hear(first, signature::sha256("one")); // asks, and the answer does not know of the second yet
    const auto second = add(m_common, signature::sha256("two"));
    m_witness->hear(second, signature::sha256("two"));
    QTRY_COMPARE(m_stage->asked("GET", QStringLiteral("/v1/journal/proof")), 2);
    sync();
    QVERIFY(!alarmed());
    // A server that goes on showing less than it has signed is not believed.
    const auto before = m_common;
    const auto third = add(m_common, signature::sha256("three"));
    m_common = before;
    m_witness->hear(third, signature::sha256("three"));
    QTRY_VERIFY(alarmed());
}

void TestJournalWitness::a_receipt_before_the_key_is_judged_once_it_is_known()
{
    const auto good = add(m_common, signature::sha256("one"));
    auto bad = add(m_common, signature::sha256("two"));
    m_witness->hear(good, signature::sha256("one"));
    m_witness->hear(bad, signature::sha256("three"));
    QVERIFY(!alarmed());
    learnKey();
    sync();
    QTRY_VERIFY(alarmed());
    QCOMPARE(m_stage->asked("GET", QStringLiteral("/v1/journal/proof")), 1);
}

void TestJournalWitness::a_receipt_that_does_not_hold_is_an_alarm_data()
{
    QTest::addColumn<QString>("flaw");
    for (const auto *flaw : {"nothing came", "about something else", "another index", "index beyond", "another salt",
                             "another leaf", "a checkpoint of another key", "no checkpoint", "an extra node"})
        QTest::newRow(flaw) << QString::fromLatin1(flaw);
}

void TestJournalWitness::a_receipt_that_does_not_hold_is_an_alarm()
{
    QFETCH(QString, flaw);
    learnKey();
    sync();
    auto part = add(m_common, signature::sha256("sent"));
    const auto is = [&](const char *one) { return flaw == QLatin1String(one); };
    if (is("nothing came"))
        part = {};
    if (is("another index"))
        part[QLatin1String("index")] = 2;
    if (is("index beyond"))
        part[QLatin1String("index")] = qint64{9'007'199'254'740'991};
    if (is("another salt"))
        part[QLatin1String("salt")] = QString::fromLatin1(signature::base64Url(QByteArray(32, 's')));
    if (is("another leaf"))
        part[QLatin1String("leaf")] = QStringLiteral("leaf 2");
    if (is("a checkpoint of another key"))
        part[QLatin1String("checkpoint")] =
            QString::fromUtf8(*journal::signCheckpoint(m_common.at(), *journal::NoteSigner::generate(name)));
    if (is("no checkpoint"))
        part.remove(QLatin1String("checkpoint"));
    if (is("an extra node")) {
        auto nodes = part[QLatin1String("proof")].toArray();
        nodes.append(QString::fromLatin1(signature::base64(QByteArray(32, 'n'))));
        part[QLatin1String("proof")] = nodes;
    }
    m_witness->hear(part, signature::sha256(is("about something else") ? "other" : "sent"));
    QVERIFY(alarmed());
    // No content and no salt among the evidence; it stays after a restart, and nothing excuses it.
    const auto evidence = JournalWitness::evidence(m_stage->vault());
    QVERIFY(!evidence.contains(QLatin1String("salt")) && !evidence.contains(QLatin1String("content")));
    m_witness = std::make_unique<JournalWitness>(*m_stage->link, m_stage->vault());
    m_stage->link->open({{QUrl(QStringLiteral("https://127.0.0.1:1")), {}, {}}, {}, {}});
    QVERIFY(!m_stage->link->lastFailure());
    m_witness->check();
    QVERIFY(alarmed());
}

// The receipt and its proof are flawless, under a checkpoint that the server's own key signed for this phone alone.
void TestJournalWitness::a_leaf_in_a_journal_of_its_own_is_noticed()
{
    learnKey();
    sync();
    Tree forked = m_common;
    const auto part = add(forked, signature::sha256("sent"));
    m_common.leaves.append("what the others see");
    m_witness->hear(part, signature::sha256("sent"));
    QTRY_VERIFY(alarmed());
    const auto evidence = JournalWitness::evidence(m_stage->vault());
    QCOMPARE(evidence[QLatin1String("checkpoint")].toString().toUtf8(), note(forked));
    QCOMPARE(evidence[QLatin1String("kept")].toString().toUtf8(), note(m_common));
    QCOMPARE(evidence[QLatin1String("leaf")], part[QLatin1String("leaf")]);
}

void TestJournalWitness::a_rewritten_journal_is_noticed()
{
    learnKey();
    sync();
    const auto before = note(m_common);
    m_common.leaves.append("and on");
    m_common.leaves[1] = "rewritten";
    sync();
    QVERIFY(alarmed());
    const auto evidence = JournalWitness::evidence(m_stage->vault());
    QCOMPARE(evidence[QLatin1String("kept")].toString().toUtf8(), before);
    QCOMPARE(evidence[QLatin1String("checkpoint")].toString().toUtf8(), note(m_common));
}

void TestJournalWitness::a_silent_server_is_asked_again()
{
    learnKey();
    sync();
    const auto part = add(m_common, signature::sha256("sent"));
    m_silent = true;
    m_witness->hear(part, signature::sha256("sent"));
    sync();
    QVERIFY(!alarmed());
    m_silent = false;
    sync();
    QVERIFY(!alarmed());
    QCOMPARE(m_stage->asked("GET", QStringLiteral("/v1/journal/proof")), 1);
}

QTEST_GUILESS_MAIN(TestJournalWitness)
#include "tst_journal_witness.moc"
