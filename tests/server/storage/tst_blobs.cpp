// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "server/storage/blobs.h"
#include "server/storage/pieces.h"
#include "server/storage/store.h"
#include "tests/server/database.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace astreinte;
using storage::Connection;
using storage::Row;
using storage::Store;
using storage::Transaction;

// Contents under the name of their digest, as files and as pieces in the database.
class TestBlobs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void piecesAreCutAndContinued();
    void pieceOfAnotherContentIsFound();
    void blobIsHashedAgain();
    void blobNamesAreDigestsOnly();
};

void TestBlobs::piecesAreCutAndContinued()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const auto name = QStringLiteral("upload/1");
    const auto write = [&](qint64 offset, const QByteArray &bytes) {
        return store->write(
            [&](Transaction &transaction) { return storage::writePieces(transaction, name, offset, bytes); });
    };
    const auto stored = [&](const QString &file) {
        return store->read([&](Connection &connection) { return storage::readPieces(connection, file); }).value();
    };
    const QByteArray large(5 * 1024 * 1024 / 2, 'a');
    QVERIFY(write(0, large));
    QVERIFY(write(large.size(), "lost"));
    // The acknowledgement did not arrive: the part comes again from the offset before.
    QVERIFY(write(large.size(), "kept"));
    QCOMPARE(stored(name), large + "kept");
    QCOMPARE(write(large.size() + 5, "hole").error().reason, Reason::WrongOffset);
    QCOMPARE(write(large.size() + 1, "across").error().reason, Reason::WrongOffset);
    const auto pieces = store->read([](Connection &connection) {
        return connection.all("SELECT LENGTH(content) FROM piece ORDER BY position",
                              [](const Row &row) { return row.number(0); });
    });
    QCOMPARE(*pieces, (std::vector<qint64>{1024 * 1024, 1024 * 1024, 512 * 1024, 4}));
    const QString digest = QLatin1String(signature::hex(signature::sha256(large + "kept")));
    QVERIFY(store->write([&](Transaction &transaction) { return storage::renamePieces(transaction, name, digest); }));
    QVERIFY(stored(name).isEmpty());
    QCOMPARE(storage::StoredBlobs(*store).read(digest).value_or(QByteArray()), large + "kept");
    // The same content again from another phone, cut otherwise.
    QVERIFY(write(0, large + "kept"));
    QVERIFY(store->write([&](Transaction &transaction) { return storage::renamePieces(transaction, name, digest); }));
    QVERIFY(stored(name).isEmpty());
    QCOMPARE(stored(digest), large + "kept");
}

void TestBlobs::pieceOfAnotherContentIsFound()
{
    const QTemporaryDir folder;
    auto store = Store::open(tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const storage::StoredBlobs blobs(*store);
    const QString digest = QLatin1String(signature::hex(signature::sha256("content")));
    QCOMPARE(blobs.read(digest).error().reason, Reason::MissingPhoto);
    QVERIFY(!blobs.contains(digest));
    QVERIFY(!blobs.contains(QStringLiteral("upload/1")));
    QVERIFY(store->write([&](Transaction &transaction) {
        return storage::writePieces(transaction, digest, 0, QByteArrayView("c0ntent", 7));
    }));
    QVERIFY(blobs.contains(digest));
    QCOMPARE(blobs.read(digest).error().reason, Reason::DigestMismatch);
}

void TestBlobs::blobIsHashedAgain()
{
    const QTemporaryDir folder;
    auto blobs = storage::FileBlobs::open(folder.filePath(QStringLiteral("blobs"))).value();
    const QString digest = QLatin1String(signature::hex(signature::sha256("content")));
    const auto part = folder.filePath(QStringLiteral("part"));
    QFile file(part);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("content") == 7);
    file.close();
    QVERIFY(blobs.adopt(digest, part));
    QCOMPARE(blobs.read(digest).value_or(QByteArray()), QByteArray("content"));
    QFile stored(folder.filePath(QStringLiteral("blobs/")) + digest.left(2) + QLatin1Char('/') + digest);
    QVERIFY(stored.open(QIODevice::WriteOnly) && stored.write("c0ntent") == 7);
    stored.close();
    QCOMPARE(blobs.read(digest).error().reason, Reason::DigestMismatch);
}

void TestBlobs::blobNamesAreDigestsOnly()
{
    const QTemporaryDir folder;
    auto blobs = storage::FileBlobs::open(folder.filePath(QStringLiteral("blobs"))).value();
    for (const auto &name : {QStringLiteral("../../etc/passwd"), QString(64, QLatin1Char('.')),
                             QString(63, QLatin1Char('a')), QString(64, QLatin1Char('A')), QString()}) {
        QVERIFY(!blobs.contains(name));
        QVERIFY(!blobs.read(name));
        QVERIFY(!blobs.adopt(name, folder.filePath(QStringLiteral("part"))));
    }
}

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
