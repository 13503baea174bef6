// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/audit.h"
#include "core/journal/merkle.h"

#include <QBuffer>
#include <QtTest>

using namespace astreinte;
using namespace astreinte::journal;

namespace {

// A journal of some leaves, that a test may then damage.
struct Book
{
    NoteSigner signer = NoteSigner::generate(QStringLiteral("prefecture.example/journal")).value();
    QList<QByteArray> leaves;
    QList<std::optional<Opening>> openings;

    explicit Book(int count)
    {
        for (int i = 0; i < count; ++i)
            add(Event::Intake, {{QStringLiteral("submission"), QString::number(i)}});
    }
    void add(Event event, const QJsonObject &content)
    {
        const auto opening = sealContent(content).value();
        leaves.append(Leaf{event, signature::fromUnixSeconds(1'800'000'000 + leaves.size()), commitmentTo(opening)}
                          .toBytes()
                          .value());
        openings.append(opening);
    }
    [[nodiscard]] QByteArray note(qsizetype size) const
    {
        GrowingTree tree;
        for (const auto &leaf : leaves.first(size))
            tree.append(leafHash(leaf));
        return signCheckpoint({signer.verifier().name(), tree.size(), tree.root()}, signer).value();
    }
    [[nodiscard]] QByteArray written(const QByteArray &tail = {}) const
    {
        auto bytes = exportHead(signer.verifier(), leaves.size());
        for (qsizetype i = 0; i < leaves.size(); ++i)
            bytes += exportLeaf(i, leaves[i], openings[i]);
        return bytes + exportTail(tail.isEmpty() ? note(leaves.size()) : tail);
    }
};

Result<AuditReport> read(QByteArray bytes, const Book &book, const QList<QByteArray> &seen = {})
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return audit(buffer, book.signer.verifier(), seen);
}

} // namespace

class TestAudit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void honest();
    void erasedContentLeavesTheTree();
    void noPersonalDataInALeaf();
    void changedLeaf();
    void changedContent();
    void deletedLeaf();
    void reorderedLeaves();
    void rewrittenAndSignedAgain();
    void shortenedAndSignedAgain();
    void exportOfAnotherJournal();
    void hostile();
    void alarmsAreReported();
};

void TestAudit::honest()
{
    for (const int size : {0, 1, 2, 7, 64, 100}) {
        const Book book(size);
        QList<QByteArray> seen;
        for (int earlier = 0; earlier <= size; ++earlier)
            seen.append(book.note(earlier));
        const auto report = read(book.written(), book, seen);
        QVERIFY2(report, report ? "" : qPrintable(report.error().toString()));
        QCOMPARE(report->checkpoint.size, quint64(size));
        QCOMPARE(report->opened, quint64(size));
    }
}

void TestAudit::erasedContentLeavesTheTree()
{
    Book book(9);
    const auto before = book.note(9);
    book.openings[4].reset();
    const auto report = read(book.written(), book, {before});
    QVERIFY(report);
    QCOMPARE(report->erased, quint64(1));
    QCOMPARE(report->opened, quint64(8));
}

// The same content twice gives two leaves that tell nothing of each other, nor of it.
void TestAudit::noPersonalDataInALeaf()
{
    Book book(0);
    book.add(Event::Statement, {{QStringLiteral("person"), QStringLiteral("authority-a")}});
    book.add(Event::Statement, {{QStringLiteral("person"), QStringLiteral("authority-a")}});
    QVERIFY(!book.leaves[0].contains("authority"));
    QVERIFY(Leaf::fromBytes(book.leaves[0])->commitment != Leaf::fromBytes(book.leaves[1])->commitment);
}

void TestAudit::changedLeaf()
{
    for (int victim = 0; victim < 6; ++victim) {
        Book book(6);
        const auto tail = book.note(6);
        auto leaf = Leaf::fromBytes(book.leaves[victim]).value();
        leaf.event = Event::Outcome;
        book.leaves[victim] = leaf.toBytes().value();
        QCOMPARE(read(book.written(tail), book).error().reason, Reason::JournalMismatch);
    }
}

void TestAudit::changedContent()
{
    Book book(6);
    book.openings[3]->content.replace("3", "4");
    const auto report = read(book.written(), book);
    QCOMPARE(report.error().reason, Reason::JournalMismatch);
    QVERIFY(report.error().detail.contains(QStringLiteral("leaf 3")));
}

void TestAudit::deletedLeaf()
{
    Book book(6);
    const auto tail = book.note(6);
    auto lines = book.written().split('\n');
    lines.removeAt(3);
    QCOMPARE(read(lines.join('\n'), book).error().reason, Reason::JournalMismatch);
    // And numbered anew, so that there is no gap.
    book.leaves.removeAt(2);
    book.openings.removeAt(2);
    QCOMPARE(read(book.written(tail), book).error().reason, Reason::JournalMismatch);
}

void TestAudit::reorderedLeaves()
{
    Book book(6);
    const auto tail = book.note(6);
    book.leaves.swapItemsAt(1, 2);
    book.openings.swapItemsAt(1, 2);
    QCOMPARE(read(book.written(tail), book).error().reason, Reason::JournalMismatch);
}

// Whoever holds the key can make another history; only what others saw betrays it.
void TestAudit::rewrittenAndSignedAgain()
{
    Book book(8);
    const auto seenByAPhone = book.note(5);
    QVERIFY(read(book.written(), book, {seenByAPhone}));
    auto forked = book;
    forked.leaves[2] = Book(3).leaves[2];
    forked.openings[2].reset();
    QVERIFY(read(forked.written(), book));
    const auto found = read(forked.written(), book, {seenByAPhone});
    QCOMPARE(found.error().reason, Reason::JournalMismatch);
    QVERIFY(found.error().detail.contains(QStringLiteral("at 5 leaves")));
    // Two phones that were shown two journals find out without any export.
    QCOMPARE(read(book.written(), book, {seenByAPhone, forked.note(5)}).error().reason, Reason::JournalMismatch);
}

void TestAudit::shortenedAndSignedAgain()
{
    Book book(8);
    const auto seenByAPhone = book.note(8);
    book.leaves.removeLast();
    book.openings.removeLast();
    QVERIFY(read(book.written(), book));
    QCOMPARE(read(book.written(), book, {seenByAPhone}).error().reason, Reason::JournalMismatch);
}

void TestAudit::exportOfAnotherJournal()
{
    const Book book(2);
    const Book other(2);
    QCOMPARE(read(other.written(), book).error().reason, Reason::UnknownKey);
    QCOMPARE(read(book.written(other.note(2)), book).error().reason, Reason::UnexpectedReply);
}

void TestAudit::hostile()
{
    const Book book(3);
    const auto whole = book.written();
    for (qsizetype length = 0; length < whole.size() - 1; length += 7)
        QVERIFY(!read(whole.first(length), book));
    QVERIFY(!read(whole + "{}\n", book));
    QVERIFY(!read(QByteArray(whole).replace("\"index\":1", "\"index\":18446744073709551615"), book));
    QVERIFY(!read(QByteArray(whole).replace("\"index\":1", "\"index\":-1"), book));
    QVERIFY(!read(QByteArray(whole).replace("\"size\":3", "\"size\":9007199254740991"), book));
    // Another spelling of the same leaf would be another hash for the same words.
    QVERIFY(!Leaf::fromBytes(' ' + book.leaves[0]));
    QVERIFY(!Leaf::fromBytes(QByteArray(book.leaves[0]).replace("\"v\":1", "\"v\":2")));
    QVERIFY(!Leaf::fromBytes(QByteArray(book.leaves[0]).replace("intake", "nothing")));
}

void TestAudit::alarmsAreReported()
{
    Book book(1);
    book.add(Event::Alarm, {{QStringLiteral("reason"), QStringLiteral("bad-signature")}});
    const auto report = read(book.written(), book).value();
    QCOMPARE(report.alarms.size(), 1);
    QVERIFY(report.alarms[0].startsWith(QStringLiteral("leaf 1: ")));
    QVERIFY(report.alarms[0].contains(QStringLiteral("bad-signature")));
    QCOMPARE(report.events.value(QStringLiteral("alarm")), quint64(1));
}

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
