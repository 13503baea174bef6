// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/merkle.h"
#include "tests/core/published/published_vectors.h"

#include <QDirIterator>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QtTest>

#include <limits>
#include <map>

using namespace astreinte;
using namespace astreinte::journal;

namespace {

// The leaves and roots that certificate-transparency has used since RFC 6962 (merkletree tests of its authors).
const QList<QByteArray> &leaves()
{
    static const QList<QByteArray> all{"",
                                       QByteArray::fromHex("00"),
                                       QByteArray::fromHex("10"),
                                       QByteArray::fromHex("2021"),
                                       QByteArray::fromHex("3031"),
                                       QByteArray::fromHex("40414243"),
                                       QByteArray::fromHex("5051525354555657"),
                                       QByteArray::fromHex("606162636465666768696a6b6c6d6e6f")};
    return all;
}
constexpr const char *roots[] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

// A tree as the server stores it: every complete subtree, once.
class StoredTree
{
public:
    void append(const QByteArray &leaf)
    {
        const auto completed = nodesCompletedBy(source(), m_size, leafHash(leaf)).value();
        for (const auto &node : completed)
            m_nodes[{node.level, node.index}] = node.hash;
        ++m_size;
    }
    [[nodiscard]] NodeSource source() const
    {
        return [this](int level, quint64 index) -> Result<QByteArray> {
            const auto found = m_nodes.find({level, index});
            return found == m_nodes.end() ? fail(Reason::Internal, QStringLiteral("no node"))
                                          : Result<QByteArray>(found->second);
        };
    }
    [[nodiscard]] quint64 size() const { return m_size; }

private:
    std::map<std::pair<int, quint64>, QByteArray> m_nodes;
    quint64 m_size = 0;
};

// JSON numbers of 2^64 - 1 do not fit a double: the vectors' integers are read from the text.
quint64 integerIn(const QByteArray &json, const char *name)
{
    const QRegularExpression pattern(QStringLiteral("\"%1\": (\\d+)").arg(QLatin1String(name)));
    return pattern.match(QString::fromLatin1(json)).captured(1).toULongLong();
}

struct Vector
{
    QByteArray text;
    QJsonObject json;
    [[nodiscard]] QByteArray bytes(const char *name) const
    {
        return QByteArray::fromBase64(json.value(QLatin1String(name)).toString().toLatin1());
    }
    [[nodiscard]] Proof proof() const
    {
        Proof proof;
        for (const auto &node : json.value(QLatin1String("proof")).toArray())
            proof.append(QByteArray::fromBase64(node.toString().toLatin1()));
        return proof;
    }
    [[nodiscard]] bool refused() const { return json.value(QLatin1String("wantErr")).toBool(); }
};

template <typename Check>
void eachVector(const QString &folder, int atLeast, Check check)
{
    QDirIterator files(published::path(folder), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        const Vector vector{text, QJsonDocument::fromJson(text).object()};
        const auto accepted = check(vector).has_value();
        QVERIFY2(accepted != vector.refused(), qPrintable(file.fileName()));
        ++seen;
    }
    QVERIFY2(seen >= atLeast, qPrintable(QString::number(seen)));
}

} // namespace

class TestMerkle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knownRoots();
    void publishedInclusion();
    void publishedConsistency();
    void everyProofOfEveryTree();
    void storedNodesAreThoseOfRfc6962();
    void hostileIndices();
    void nodeTooMany();
    void anyBitChanged();
    void askingForWhatIsNot();
};

void TestMerkle::knownRoots()
{
    GrowingTree tree;
    StoredTree stored;
    QCOMPARE(tree.root().toHex(), QByteArray(roots[0]));
    QCOMPARE(rootOf(stored.source(), 0).value().toHex(), QByteArray(roots[0]));
    for (qsizetype i = 0; i < leaves().size(); ++i) {
        tree.append(leafHash(leaves()[i]));
        stored.append(leaves()[i]);
        QCOMPARE(tree.root().toHex(), QByteArray(roots[i + 1]));
        QCOMPARE(rootOf(stored.source(), stored.size()).value().toHex(), QByteArray(roots[i + 1]));
    }
}

void TestMerkle::publishedInclusion()
{
    REQUIRE_PUBLISHED("merkle/inclusion");
    eachVector(QStringLiteral("merkle/inclusion"), 90, [](const Vector &vector) {
        return verifyInclusion(integerIn(vector.text, "leafIdx"), integerIn(vector.text, "treeSize"),
                               vector.bytes("leafHash"), vector.proof(), vector.bytes("root"));
    });
}

void TestMerkle::publishedConsistency()
{
    REQUIRE_PUBLISHED("merkle/consistency");
    eachVector(QStringLiteral("merkle/consistency"), 90, [](const Vector &vector) {
        return verifyConsistency(integerIn(vector.text, "size1"), integerIn(vector.text, "size2"), vector.proof(),
                                 vector.bytes("root1"), vector.bytes("root2"));
    });
}

void TestMerkle::everyProofOfEveryTree()
{
    StoredTree tree;
    QList<QByteArray> rootAt{emptyRoot()};
    for (int size = 1; size <= 70; ++size) {
        tree.append(QByteArray::number(size - 1));
        rootAt.append(rootOf(tree.source(), tree.size()).value());
        for (int index = 0; index < size; ++index) {
            const auto proof = inclusionProof(tree.source(), index, size).value();
            QVERIFY(verifyInclusion(index, size, leafHash(QByteArray::number(index)), proof, rootAt.last()));
            QVERIFY(!verifyInclusion(index, size, leafHash(QByteArray::number(index + 1)), proof, rootAt.last()));
        }
        for (int older = 1; older <= size; ++older) {
            const auto proof = consistencyProof(tree.source(), older, size).value();
            QVERIFY(verifyConsistency(older, size, proof, rootAt[older], rootAt[size]));
            if (older > 1 && older < size)
                QVERIFY(!verifyConsistency(older, size, proof, rootAt[older - 1], rootAt[size]));
        }
    }
}

// Written a second time from the definition in RFC 6962 §2.1, without any of the code above it.
void TestMerkle::storedNodesAreThoseOfRfc6962()
{
    QList<QByteArray> all;
    const std::function<QByteArray(int, int)> byDefinition = [&](int begin, int end) {
        if (end - begin == 1)
            return QCryptographicHash::hash(QByteArray(1, '\0') + all[begin], QCryptographicHash::Sha256);
        int split = 1;
        while (split * 2 < end - begin)
            split *= 2;
        return QCryptographicHash::hash(QByteArray(1, '\1') + byDefinition(begin, begin + split) +
                                            byDefinition(begin + split, end),
                                        QCryptographicHash::Sha256);
    };
    QRandomGenerator random(6962);
    StoredTree tree;
    for (int size = 1; size <= 200; ++size) {
        QByteArray leaf(static_cast<int>(random.bounded(40)), '\0');
        for (auto &byte : leaf)
            byte = static_cast<char>(random.bounded(256));
        all.append(leaf);
        tree.append(leaf);
        QCOMPARE(rootOf(tree.source(), size).value(), byDefinition(0, size));
    }
}

void TestMerkle::hostileIndices()
{
    constexpr auto last = std::numeric_limits<quint64>::max();
    const auto leaf = leafHash(leaves()[0]);
    const auto root = QByteArray::fromHex(roots[1]);
    QVERIFY(verifyInclusion(0, 1, leaf, {}, root));
    QVERIFY(!verifyInclusion(last, 1, leaf, {}, root));
    QVERIFY(!verifyInclusion(last, 0, leaf, {}, root));
    QVERIFY(!verifyInclusion(last, last, leaf, {}, root));
    QVERIFY(!verifyInclusion(1, 1, leaf, {}, root));
    QVERIFY(!verifyInclusion(0, 0, leaf, {}, root));
    QVERIFY(!verifyInclusion(last - 1, last, leaf, {}, root));
    QVERIFY(!verifyConsistency(last, 1, {}, root, root));
    QVERIFY(!verifyConsistency(1, last, {}, root, root));
    QVERIFY(!verifyConsistency(last, last, {}, root, QByteArray::fromHex(roots[2])));
    const Proof huge(longestProof + 1, leaf);
    QVERIFY(!verifyConsistency(1, last, huge, root, root));
    QVERIFY(!verifyInclusion(0, last, leaf, huge, root));
}

void TestMerkle::nodeTooMany()
{
    StoredTree tree;
    for (const auto &leaf : leaves())
        tree.append(leaf);
    const auto root = QByteArray::fromHex(roots[8]);
    for (quint64 index = 0; index < 8; ++index) {
        const auto honest = inclusionProof(tree.source(), index, 8).value();
        for (qsizetype at = 0; at <= honest.size(); ++at) {
            auto longer = honest;
            longer.insert(at, leafHash("extra"));
            QVERIFY(!verifyInclusion(index, 8, leafHash(leaves()[index]), longer, root));
        }
        for (qsizetype at = 0; at < honest.size(); ++at) {
            auto shorter = honest;
            shorter.removeAt(at);
            QVERIFY(!verifyInclusion(index, 8, leafHash(leaves()[index]), shorter, root));
        }
    }
    auto proof = consistencyProof(tree.source(), 6, 8).value();
    proof.append(leafHash("extra"));
    QVERIFY(!verifyConsistency(6, 8, proof, QByteArray::fromHex(roots[6]), root));
    QVERIFY(!verifyConsistency(8, 8, {leafHash("extra")}, root, root));
    QVERIFY(!verifyConsistency(0, 8, {leafHash("extra")}, emptyRoot(), root));
    QVERIFY(!verifyConsistency(0, 8, {}, emptyRoot(), root));
    QVERIFY(!verifyConsistency(0, 0, {}, emptyRoot(), emptyRoot()));
}

void TestMerkle::anyBitChanged()
{
    StoredTree tree;
    for (const auto &leaf : leaves())
        tree.append(leaf);
    const auto root6 = QByteArray::fromHex(roots[6]);
    const auto root8 = QByteArray::fromHex(roots[8]);
    const auto honest = consistencyProof(tree.source(), 6, 8).value();
    for (qsizetype node = 0; node < honest.size(); ++node)
        for (int bit = 0; bit < 256; ++bit) {
            auto changed = honest;
            changed[node][bit / 8] = static_cast<char>(changed[node][bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!verifyConsistency(6, 8, changed, root6, root8));
        }
    auto truncated = honest;
    truncated[0].chop(1);
    QVERIFY(!verifyConsistency(6, 8, truncated, root6, root8));
}

void TestMerkle::askingForWhatIsNot()
{
    StoredTree tree;
    tree.append("a");
    QCOMPARE(inclusionProof(tree.source(), 1, 1).error().reason, Reason::InvalidValue);
    QCOMPARE(inclusionProof(tree.source(), 0, 0).error().reason, Reason::InvalidValue);
    QCOMPARE(consistencyProof(tree.source(), 2, 1).error().reason, Reason::InvalidValue);
    QVERIFY(!rootOf(tree.source(), 2));
}

QTEST_GUILESS_MAIN(TestMerkle)
#include "tst_merkle.moc"
