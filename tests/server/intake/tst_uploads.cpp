// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "tests/server/stage.h"

#include <QCryptographicHash>
#include <QDir>
#include <QtTest>
#include <algorithm>
#include <thread>

using namespace astreinte;
using namespace std::chrono_literals;
using signature::hex;
using signature::sha256;
using tests::Headers;
using tests::Phone;
using tests::Reply;

// tus 1.0.0 (https://tus.io/protocols/resumable-upload) clause by clause, and what hostile clients try.
class TestUploads : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void optionsTellTheServersAbilities();
    void creationAnswersWithLocation();
    void headTellsTheOffset();
    void partsAddUp();
    void everyReplyNamesTheVersion();
    void otherVersionIsNotProcessed();
    void wrongOffsetChangesNothing();
    void wrongContentType();
    void checksums_data();
    void checksums();
    void wholeFileMismatchStartsAgain();
    void whatTheDiskChangedIsNotTaken();
    void wrongPictureStartsAgain();
    void creationBeyondTheLargest();
    void hostileLengths_data();
    void hostileLengths();
    void hostileOffsets_data();
    void hostileOffsets();
    void hostileMetadata_data();
    void hostileMetadata();
    void beyondTheLength();
    void twoPartsAtOnce();
    void otherDeviceSeesNothing();
    void terminationForgets();
    void expirySweeps();
    void quotaOfUnfinished();
    void offsetSurvivesRestart();
    void creatingAgainGivesTheSameResource();
    void unknownNames_data();
    void unknownNames();

private:
    std::unique_ptr<tests::Stage> m_stage;
    Phone &officer() { return *m_stage->officer; }
    QByteArray m_picture;
    submission::SubmissionId m_id;
    QByteArray metadata(const QByteArray &picture) const;
    Reply create(const QByteArray &picture);
    Reply patch(const QByteArray &location, qint64 offset, const QByteArray &part, Headers more = {});
    Reply head(const QByteArray &location) { return officer().send("HEAD", location, {{"Tus-Resumable", "1.0.0"}}); }
};

void TestUploads::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
    m_picture = tests::pngPicture(1);
    m_id = officer().ids.next().value();
}

QByteArray TestUploads::metadata(const QByteArray &picture) const
{
    return "submission " + m_id.text().toLatin1().toBase64() + ",sha256 " + hex(sha256(picture)).toBase64() + ",type " +
           QByteArray("image/png").toBase64();
}

Reply TestUploads::create(const QByteArray &picture)
{
    return officer().send("POST", "/v1/uploads",
                          {{"Tus-Resumable", "1.0.0"},
                           {"Upload-Length", QByteArray::number(picture.size())},
                           {"Upload-Metadata", metadata(picture)}});
}

Reply TestUploads::patch(const QByteArray &location, qint64 offset, const QByteArray &part, Headers more)
{
    Headers headers{{"Tus-Resumable", "1.0.0"},
                    {"Content-Type", "application/offset+octet-stream"},
                    {"Upload-Offset", QByteArray::number(offset)}};
    return officer().send("PATCH", location, headers + more, part);
}

void TestUploads::optionsTellTheServersAbilities()
{
    const auto reply = officer().connection.exchange("OPTIONS", "/v1/uploads", {});
    QVERIFY(reply.status == 204 || reply.status == 200);
    QCOMPARE(reply.header("tus-version"), QByteArray("1.0.0"));
    for (const auto *extension : {"creation", "checksum", "expiration", "termination"})
        QVERIFY(reply.header("tus-extension").split(',').contains(extension));
    QVERIFY(reply.header("tus-checksum-algorithm").split(',').contains("sha1"));
    QVERIFY(reply.header("tus-checksum-algorithm").split(',').contains("sha256"));
    QVERIFY(reply.header("tus-max-size").toLongLong() > 0);
}

void TestUploads::creationAnswersWithLocation()
{
    const auto reply = create(m_picture);
    QCOMPARE(reply.status, 201);
    QVERIFY(reply.header("location").startsWith("/v1/uploads/"));
    QVERIFY(!reply.header("upload-expires").isEmpty());
}

void TestUploads::headTellsTheOffset()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(10)).status, 204);
    const auto reply = head(location);
    QVERIFY(reply.status == 200 || reply.status == 204);
    QCOMPARE(reply.header("upload-offset"), QByteArray("10"));
    QCOMPARE(reply.header("upload-length"), QByteArray::number(m_picture.size()));
    QCOMPARE(reply.header("upload-metadata"), metadata(m_picture));
    QVERIFY(reply.header("cache-control").contains("no-store"));
}

void TestUploads::partsAddUp()
{
    QCOMPARE(officer().upload(m_id, m_picture, "image/png", 7), 204);
    const auto reply = create(m_picture);
    QCOMPARE(reply.header("upload-offset"), QByteArray::number(m_picture.size()));
}

void TestUploads::everyReplyNamesTheVersion()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 5, "x").header("tus-resumable"), QByteArray("1.0.0"));
    QCOMPARE(head("/v1/uploads/unknown").header("tus-resumable"), QByteArray("1.0.0"));
    const auto patched = patch(location, 0, m_picture.left(3));
    QCOMPARE(patched.header("tus-resumable"), QByteArray("1.0.0"));
    QVERIFY(!patched.header("upload-expires").isEmpty());
    // Refused before any handler: by the look at the signature, and by the limit of a part.
    const tests::Headers unsignedPart{
        {"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "3"}, {"Content-Type", "application/offset+octet-stream"}};
    const auto refused = officer().connection.exchange("PATCH", location, unsignedPart, "x");
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.header("tus-resumable"), QByteArray("1.0.0"));
    const auto large =
        officer().connection.exchange("PATCH", location, unsignedPart, QByteArray(4 * 1024 * 1024 + 1, 'x'));
    QCOMPARE(large.status, 413);
    QCOMPARE(large.header("tus-resumable"), QByteArray("1.0.0"));
}

void TestUploads::otherVersionIsNotProcessed()
{
    const auto location = create(m_picture).header("location");
    for (const auto *version : {"0.2.2", "2.0.0", ""}) {
        const auto reply = officer().send(
            "PATCH", location,
            {{"Tus-Resumable", version}, {"Content-Type", "application/offset+octet-stream"}, {"Upload-Offset", "0"}},
            m_picture.left(4));
        QCOMPARE(reply.status, 412);
        QCOMPARE(reply.header("tus-version"), QByteArray("1.0.0"));
    }
    QCOMPARE(head(location).header("upload-offset"), QByteArray("0"));
}

void TestUploads::wrongOffsetChangesNothing()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(10)).status, 204);
    QCOMPARE(patch(location, 0, m_picture.left(10)).status, 409);
    QCOMPARE(patch(location, 11, m_picture.mid(11, 5)).status, 409);
    QCOMPARE(head(location).header("upload-offset"), QByteArray("10"));
}

void TestUploads::wrongContentType()
{
    const auto location = create(m_picture).header("location");
    const auto reply = officer().send(
        "PATCH", location, {{"Tus-Resumable", "1.0.0"}, {"Content-Type", "image/png"}, {"Upload-Offset", "0"}},
        m_picture.left(4));
    QCOMPARE(reply.status, 415);
}

void TestUploads::checksums_data()
{
    const auto part = tests::pngPicture(1).left(10);
    QTest::addColumn<QByteArray>("checksum");
    QTest::addColumn<int>("status");
    QTest::newRow("sha1") << "sha1 " + QCryptographicHash::hash(part, QCryptographicHash::Sha1).toBase64() << 204;
    QTest::newRow("sha256") << "sha256 " + sha256(part).toBase64() << 204;
    QTest::newRow("sha1 of other bytes") << "sha1 " + QCryptographicHash::hash("x", QCryptographicHash::Sha1).toBase64()
                                         << 460;
    QTest::newRow("sha256 of other bytes") << "sha256 " + sha256("x").toBase64() << 460;
    QTest::newRow("unknown algorithm") << "crc32 " + QByteArray("abcd").toBase64() << 400;
    QTest::newRow("no digest") << QByteArray("sha256") << 400;
    QTest::newRow("not base64") << QByteArray("sha256 !!!!") << 400;
    QTest::newRow("base64url") << QByteArray("sha256 __--") << 400;
}

void TestUploads::checksums()
{
    QFETCH(QByteArray, checksum);
    QFETCH(int, status);
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(10), {{"Upload-Checksum", checksum}}).status, status);
    QCOMPARE(head(location).header("upload-offset"), QByteArray(status == 204 ? "10" : "0"));
}

void TestUploads::wholeFileMismatchStartsAgain()
{
    const auto location = create(m_picture).header("location");
    auto damaged = m_picture;
    damaged[40] = static_cast<char>(damaged[40] ^ 1);
    const auto reply = patch(location, 0, damaged);
    QCOMPARE(reply.status, 460);
    QCOMPARE(head(location).header("upload-offset"), QByteArray("0"));
    QCOMPARE(patch(location, 0, m_picture).status, 204);
}

// The digest that grows with the parts is of what the file holds, or it is not used.
void TestUploads::whatTheDiskChangedIsNotTaken()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(30)).status, 204);
    QFile part(m_stage->prefecture.folder() + QStringLiteral("/uploads/%1.part").arg(QLatin1String(location.mid(12))));
    if (!part.exists())
        QSKIP("with PostgreSQL the parts are rows");
    QTest::qSleep(20); // beyond the resolution of the file's time
    QVERIFY(part.open(QIODevice::ReadWrite) && part.seek(20) && part.putChar(char(m_picture[20] ^ 1)));
    part.close();
    QCOMPARE(patch(location, 30, m_picture.mid(30)).status, 460);
    QCOMPARE(head(location).header("upload-offset"), QByteArray("0"));
    QCOMPARE(patch(location, 0, m_picture.left(30)).status, 204);
    QCOMPARE(patch(location, 30, m_picture.mid(30)).status, 204);
}

void TestUploads::wrongPictureStartsAgain()
{
    const QByteArray page = "<html><script>alert(1)</script></html>";
    const auto location = create(page).header("location");
    QCOMPARE(patch(location, 0, page).status, 415);
    const auto polyglot = tests::pngPicture(2) + "PK\x03\x04";
    const auto second = create(polyglot).header("location");
    QCOMPARE(patch(second, 0, polyglot).reason(), QStringLiteral("unsupported-image"));
    QCOMPARE(head(second).header("upload-offset"), QByteArray("0"));
}

void TestUploads::creationBeyondTheLargest()
{
    const auto reply = officer().send(
        "POST", "/v1/uploads",
        {{"Tus-Resumable", "1.0.0"}, {"Upload-Length", "67108865"}, {"Upload-Metadata", metadata(m_picture)}});
    QCOMPARE(reply.status, 413);
}

void TestUploads::hostileLengths_data()
{
    QTest::addColumn<QByteArray>("length");
    for (const auto *length :
         {"-1", "+5", "0x10", "9223372036854775808", "18446744073709551616", " ", "1e3", "5,5", "0"})
        QTest::newRow(length) << QByteArray(length);
}

void TestUploads::hostileLengths()
{
    QFETCH(QByteArray, length);
    const auto reply = officer().send(
        "POST", "/v1/uploads",
        {{"Tus-Resumable", "1.0.0"}, {"Upload-Length", length}, {"Upload-Metadata", metadata(m_picture)}});
    QCOMPARE(reply.status, 400);
}

void TestUploads::hostileOffsets_data()
{
    QTest::addColumn<QByteArray>("offset");
    QTest::addColumn<int>("status");
    QTest::newRow("negative") << QByteArray("-1") << 400;
    QTest::newRow("2^63") << QByteArray("9223372036854775808") << 400;
    QTest::newRow("2^63 - 1") << QByteArray("9223372036854775807") << 409;
    QTest::newRow("beyond") << QByteArray("100000") << 409;
    QTest::newRow("text") << QByteArray("zero") << 400;
}

void TestUploads::hostileOffsets()
{
    QFETCH(QByteArray, offset);
    QFETCH(int, status);
    const auto location = create(m_picture).header("location");
    const auto reply = officer().send(
        "PATCH", location,
        {{"Tus-Resumable", "1.0.0"}, {"Content-Type", "application/offset+octet-stream"}, {"Upload-Offset", offset}},
        m_picture.left(4));
    QCOMPARE(reply.status, status);
    QCOMPARE(head(location).header("upload-offset"), QByteArray("0"));
}

void TestUploads::hostileMetadata_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("absent") << QByteArray();
    QTest::newRow("no base64") << QByteArray("submission ???");
    QTest::newRow("path for a digest") << "submission " +
                                              QByteArray("0190a1b2-0000-7000-8000-000000000000").toBase64() +
                                              ",sha256 " + QByteArray("../../../../etc/passwd").toBase64() + ",type " +
                                              QByteArray("image/png").toBase64();
    QTest::newRow("upper case digest") << "submission " +
                                              QByteArray("0190a1b2-0000-7000-8000-000000000000").toBase64() +
                                              ",sha256 " + QByteArray(64, 'A').toBase64() + ",type " +
                                              QByteArray("image/png").toBase64();
    const auto named = [](const QByteArray &name) {
        return "submission " + QByteArray("0190a1b2-0000-7000-8000-000000000000").toBase64() + ",sha256 " +
               name.toBase64() + ",type " + QByteArray("image/png").toBase64();
    };
    QTest::newRow("NUL in a digest") << named(QByteArray(32, 'a') + '\0' + QByteArray(31, 'a'));
    QTest::newRow("300 bytes for a digest") << named(QByteArray(300, 'a'));
    QTest::newRow("U+202E in a digest") << named("\xe2\x80\xae" + QByteArray(61, 'a'));
    QTest::newRow("SVG") << "submission " + QByteArray("0190a1b2-0000-7000-8000-000000000000").toBase64() + ",sha256 " +
                                QByteArray(64, 'a').toBase64() + ",type " + QByteArray("image/svg+xml").toBase64();
}

void TestUploads::hostileMetadata()
{
    QFETCH(QByteArray, value);
    Headers headers{{"Tus-Resumable", "1.0.0"}, {"Upload-Length", "100"}};
    if (!value.isEmpty())
        headers.append({"Upload-Metadata", value});
    const auto status = officer().send("POST", "/v1/uploads", headers).status;
    QVERIFY2(status == 400 || status == 415, QByteArray::number(status));
}

void TestUploads::beyondTheLength()
{
    const auto location = create(m_picture).header("location");
    QVERIFY(patch(location, 0, m_picture + "more").status >= 400);
    QCOMPARE(head(location).header("upload-offset"), QByteArray("0"));
}

void TestUploads::twoPartsAtOnce()
{
    const auto location = create(m_picture).header("location");
    const Headers headers{
        {"Tus-Resumable", "1.0.0"}, {"Content-Type", "application/offset+octet-stream"}, {"Upload-Offset", "0"}};
    std::vector<Headers> requests{officer().signedHeaders("PATCH", location, headers, m_picture.left(20)),
                                  officer().signedHeaders("PATCH", location, headers, m_picture.left(20))};
    std::vector<int> statuses(2);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < 2; ++i)
        threads.emplace_back([&, i] {
            tests::Connection connection(m_stage->prefecture.port(), m_stage->prefecture.authorityPem());
            statuses[i] = connection.exchange("PATCH", location, requests[i], m_picture.left(20)).status;
        });
    for (auto &thread : threads)
        thread.join();
    std::ranges::sort(statuses);
    QCOMPARE(statuses, (std::vector<int>{204, 409}));
    QCOMPARE(head(location).header("upload-offset"), QByteArray("20"));
}

void TestUploads::otherDeviceSeesNothing()
{
    const auto location = create(m_picture).header("location");
    auto &other = *m_stage->colleague;
    QCOMPARE(other.send("HEAD", location, {{"Tus-Resumable", "1.0.0"}}).status, 404);
    QCOMPARE(other.send("DELETE", location, {{"Tus-Resumable", "1.0.0"}}).status, 404);
    QCOMPARE(other
                 .send("PATCH", location,
                       {{"Tus-Resumable", "1.0.0"},
                        {"Content-Type", "application/offset+octet-stream"},
                        {"Upload-Offset", "0"}},
                       m_picture)
                 .status,
             404);
    QCOMPARE(head(location).header("upload-offset"), QByteArray("0"));
}

void TestUploads::terminationForgets()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(10)).status, 204);
    QCOMPARE(officer().send("DELETE", location, {{"Tus-Resumable", "1.0.0"}}).status, 204);
    QVERIFY(head(location).status == 404 || head(location).status == 410);
    QCOMPARE(create(m_picture).header("upload-offset"), QByteArray("0"));
}

void TestUploads::expirySweeps()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(10)).status, 204);
    m_stage->prefecture.skew = std::chrono::milliseconds(24h + 1min);
    QCOMPARE(head(location).status, 410);
    QCOMPARE(m_stage->prefecture.service().sweep().value_or(-1), 1);
    QCOMPARE(head(location).status, 404);
    QVERIFY(QDir(m_stage->prefecture.folder() + QStringLiteral("/uploads")).isEmpty());
}

void TestUploads::quotaOfUnfinished()
{
    for (int i = 0; i < 200; ++i)
        QCOMPARE(create("upload " + QByteArray::number(i)).status, 201);
    // A phone gone mad: all the others of its ten thousand are refused, and nobody else notices.
    for (int i = 200; i < 10'000; ++i) {
        const auto reply = create("upload " + QByteArray::number(i));
        QCOMPARE(reply.status, 429);
        QCOMPARE(reply.reason(), QStringLiteral("too-many-tries"));
    }
    const auto theirs = m_stage->colleague->draft({m_picture});
    QCOMPARE(m_stage->colleague->upload(theirs.id, m_picture), 204);
}

void TestUploads::offsetSurvivesRestart()
{
    const auto location = create(m_picture).header("location");
    QCOMPARE(patch(location, 0, m_picture.left(30)).status, 204);
    QVERIFY(m_stage->prefecture.restart());
    QCOMPARE(head(location).header("upload-offset"), QByteArray("30"));
    QCOMPARE(patch(location, 30, m_picture.mid(30)).status, 204);
}

void TestUploads::creatingAgainGivesTheSameResource()
{
    const auto first = create(m_picture);
    QCOMPARE(patch(first.header("location"), 0, m_picture.left(10)).status, 204);
    const auto again = create(m_picture);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.header("location"), first.header("location"));
    QCOMPARE(again.header("upload-offset"), QByteArray("10"));
}

void TestUploads::unknownNames_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const auto *target :
         {"/v1/uploads/unknown", "/v1/uploads/..%2f..%2fastreinte.db", "/v1/uploads/%00", "/v1/uploads/' OR '1'='1"})
        QTest::newRow(target) << QByteArray(target).replace(' ', "%20");
}

void TestUploads::unknownNames()
{
    QFETCH(QByteArray, target);
    const auto status = head(target).status;
    QVERIFY2(status == 404 || status == 400, QByteArray::number(status));
}

QTEST_GUILESS_MAIN(TestUploads)
#include "tst_uploads.moc"
