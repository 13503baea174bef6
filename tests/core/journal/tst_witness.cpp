// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/leaf.h"
#include "core/journal/witness.h"
#include "core/signature/bytes.h"

#include <QtTest>

using namespace astreinte;
using namespace astreinte::journal;

namespace {

const QString name = QStringLiteral("prefecture.example/journal");

// The server's journal, which a test may rewrite; whoever holds the key signs whatever tree it shows.
struct Server
{
    NoteSigner signer = NoteSigner::generate(name).value();
    QList<QByteArray> leaves;

    [[nodiscard]] NodeSource source() const
    {
        return [this](int level, quint64 index) -> Result<QByteArray> {
            GrowingTree tree;
            for (auto i = index << level; i < (index + 1) << level; ++i)
                tree.append(leafHash(leaves.value(qsizetype(i))));
            return tree.root();
        };
    }
    [[nodiscard]] QByteArray note() const
    {
        return signCheckpoint({name, quint64(leaves.size()), rootOf(source(), leaves.size()).value()}, signer).value();
    }
    void grow(int count)
    {
        for (int i = 0; i < count; ++i)
            leaves.append("leaf " + QByteArray::number(leaves.size()));
    }
};

} // namespace

class TestWitness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsAnHonestJournal();
    void leafChanged();
    void leafDeleted();
    void forkForOnePhone();
    void olderCheckpoint();
    void proofMissingOrWithAnExtraNode();
    void signedByAnother();
    void testimony();
};

void TestWitness::followsAnHonestJournal()
{
    Server server;
    QByteArray kept;
    quint64 size = 0;
    for (int round = 0; round < 20; ++round) {
        const auto proof = size > 0 ? consistencyProof(server.source(), size, server.leaves.size()).value() : Proof();
        const auto now = follow(server.signer.verifier(), kept, server.note(), proof);
        QVERIFY2(now, now ? "" : qPrintable(now.error().toString()));
        kept = server.note();
        size = now->size;
        server.grow(round % 4); // sometimes nothing happened
    }
}

void TestWitness::leafChanged()
{
    for (int victim = 0; victim < 7; ++victim) {
        Server server;
        server.grow(7);
        const auto kept = server.note();
        server.grow(4);
        server.leaves[victim] = "rewritten";
        const auto proof = consistencyProof(server.source(), 7, 11).value();
        QCOMPARE(follow(server.signer.verifier(), kept, server.note(), proof).error().reason, Reason::JournalMismatch);
    }
}

void TestWitness::leafDeleted()
{
    Server server;
    server.grow(7);
    const auto kept = server.note();
    server.leaves.removeAt(2);
    server.grow(5);
    const auto proof = consistencyProof(server.source(), 7, 11).value();
    QCOMPARE(follow(server.signer.verifier(), kept, server.note(), proof).error().reason, Reason::JournalMismatch);
}

// One phone is shown another history than the rest: as soon as it meets the common one it knows.
void TestWitness::forkForOnePhone()
{
    Server common;
    common.grow(5);
    Server forked;
    forked.leaves = common.leaves;
    forked.leaves.append("for this phone only");
    forked.signer = NoteSigner::fromPem(name, common.signer.toPem().value().view()).value();
    const auto kept = forked.note();
    common.grow(1);
    QCOMPARE(follow(common.signer.verifier(), kept, common.note(), {}).error().reason, Reason::JournalMismatch);
    common.grow(6);
    const auto proof = consistencyProof(common.source(), 6, 12).value();
    QCOMPARE(follow(common.signer.verifier(), kept, common.note(), proof).error().reason, Reason::JournalMismatch);
}

void TestWitness::olderCheckpoint()
{
    Server server;
    server.grow(5);
    const auto older = server.note();
    server.grow(3);
    const auto kept = server.note();
    const auto proof = consistencyProof(server.source(), 5, 8).value();
    QCOMPARE(follow(server.signer.verifier(), kept, older, proof).error().reason, Reason::JournalMismatch);
    QCOMPARE(follow(server.signer.verifier(), kept, older, {}).error().reason, Reason::JournalMismatch);
    // A journal that says it is empty.
    server.leaves.clear();
    QCOMPARE(follow(server.signer.verifier(), kept, server.note(), {}).error().reason, Reason::JournalMismatch);
}

void TestWitness::proofMissingOrWithAnExtraNode()
{
    Server server;
    server.grow(5);
    const auto kept = server.note();
    server.grow(4);
    auto proof = consistencyProof(server.source(), 5, 9).value();
    QVERIFY(!follow(server.signer.verifier(), kept, server.note(), {}));
    proof.append(leafHash("extra"));
    QVERIFY(!follow(server.signer.verifier(), kept, server.note(), proof));
}

void TestWitness::signedByAnother()
{
    Server server;
    server.grow(3);
    Server impostor;
    impostor.leaves = server.leaves;
    QVERIFY(!follow(server.signer.verifier(), {}, impostor.note(), {}));
    QVERIFY(!follow(server.signer.verifier(), server.note(), impostor.note(), {}));
}

void TestWitness::testimony()
{
    Server server;
    server.grow(4);
    const auto digest = signature::sha256("what was sent");
    const auto opening = sealContent({{QStringLiteral("sha256"), QString::fromLatin1(signature::hex(digest))}}).value();
    server.leaves.append(
        Leaf{Event::Intake, signature::fromUnixSeconds(1'800'000'000), commitmentTo(opening)}.toBytes().value());
    server.grow(2);
    const Testimony honest{4,
                           server.leaves[4],
                           opening.salt,
                           opening.content,
                           server.note(),
                           inclusionProof(server.source(), 4, 7).value()};
    const auto &verifier = server.signer.verifier();
    QVERIFY(acceptTestimony(verifier, honest, digest));
    QVERIFY(!acceptTestimony(verifier, honest, signature::sha256("something else")));
    auto bent = honest;
    bent.index = 3;
    QVERIFY(!acceptTestimony(verifier, bent, digest));
    bent = honest;
    bent.index = ~quint64(0);
    QVERIFY(!acceptTestimony(verifier, bent, digest));
    bent = honest;
    bent.content.replace("sha256", "sha257");
    QVERIFY(!acceptTestimony(verifier, bent, digest));
    bent = honest;
    bent.salt[0] = char(bent.salt[0] ^ 1);
    QVERIFY(!acceptTestimony(verifier, bent, digest));
    bent = honest;
    bent.proof.append(leafHash("extra"));
    QVERIFY(!acceptTestimony(verifier, bent, digest));
}

QTEST_GUILESS_MAIN(TestWitness)
#include "tst_witness.moc"
