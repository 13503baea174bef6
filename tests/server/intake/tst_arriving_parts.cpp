// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "tests/server/stage.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QRandomGenerator>
#include <QtTest>

using namespace astreinte;
using tests::Headers;

namespace {

// Noise, about 3 MB: of a size that is hashed and written while it still arrives.
QByteArray largePicture()
{
    QImage image(1000, 1000, QImage::Format_RGB888);
    QRandomGenerator random(7);
    for (int y = 0; y < image.height(); ++y)
        random.fillRange(reinterpret_cast<quint32 *>(image.scanLine(y)), image.bytesPerLine() / 4);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    return buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG") ? bytes : QByteArray();
}

} // namespace

// Parts are hashed and written before all of them is there and before their digest is known to be right: nothing of
// that may be seen in what is acknowledged.
class TestArrivingParts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void partsOfEverySizeAddUp();
    void whatCameBeforeTheDigestIsNotKept();
    void whatWasOvertakenWritesNothingMore();
    void whatWasGivenUpIsWrittenOver();
    void anotherDeviceWritesNothingAhead();
    void whatIsSentBehindAPartIsTakenAfterIt();
    void whatIsSentBehindARefusedPartIsRefused();
    void aCutWithTwoOnTheWayKeepsTheFirst();

private:
    std::unique_ptr<tests::Stage> m_stage;
    const QByteArray m_picture = largePicture();
    QByteArray m_location;

    tests::Connection connection() const { return {m_stage->prefecture.port(), m_stage->prefecture.authorityPem()}; }
    Headers partHeaders(tests::Phone &phone, qint64 offset, const QByteArray &part);
    int patch(qint64 offset, const QByteArray &part);
    QByteArray offset();
    bool isInFiles() const { return QFileInfo::exists(m_stage->prefecture.folder() + QStringLiteral("/astreinte.db")); }
    qint64 sizeOfFile() const
    {
        return QFileInfo(m_stage->prefecture.folder() +
                         QStringLiteral("/uploads/%1.part").arg(QLatin1String(m_location.mid(12))))
            .size();
    }
};

void TestArrivingParts::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
    QVERIFY(m_picture.size() > 2'600'000);
    const auto id = m_stage->officer->ids.next().value();
    const auto digest = signature::hex(signature::sha256(m_picture));
    const auto created = m_stage->officer->send(
        "POST", "/v1/uploads",
        {{"Tus-Resumable", "1.0.0"},
         {"Upload-Length", QByteArray::number(m_picture.size())},
         {"Upload-Metadata", "submission " + id.text().toLatin1().toBase64() + ",sha256 " + digest.toBase64() +
                                 ",type " + QByteArray("image/png").toBase64()}});
    QCOMPARE(created.status, 201);
    m_location = created.header("location");
}

Headers TestArrivingParts::partHeaders(tests::Phone &phone, qint64 offset, const QByteArray &part)
{
    return phone.signedHeaders("PATCH", m_location,
                               {{"Tus-Resumable", "1.0.0"},
                                {"Content-Type", "application/offset+octet-stream"},
                                {"Upload-Offset", QByteArray::number(offset)}},
                               part);
}

int TestArrivingParts::patch(qint64 offset, const QByteArray &part)
{
    auto &officer = *m_stage->officer;
    return officer.connection.exchange("PATCH", m_location, partHeaders(officer, offset, part), part).status;
}

QByteArray TestArrivingParts::offset()
{
    return m_stage->officer->send("HEAD", m_location, {{"Tus-Resumable", "1.0.0"}}).header("upload-offset");
}

// Around the size that a worker gets at once, and with ends that it never gets. The server compares the whole digest.
void TestArrivingParts::partsOfEverySizeAddUp()
{
    qint64 at = 0;
    for (const auto size : {524'287, 524'288, 524'289, 1, 1'100'000}) {
        QCOMPARE(patch(at, m_picture.mid(at, size)), 204);
        at += size;
    }
    QCOMPARE(patch(at, m_picture.mid(at)), 204);
    QCOMPARE(offset(), QByteArray::number(m_picture.size()));
}

void TestArrivingParts::whatCameBeforeTheDigestIsNotKept()
{
    QCOMPARE(patch(0, m_picture.left(1'000'000)), 204);
    auto &officer = *m_stage->officer;
    const auto rest = m_picture.mid(1'000'000);
    for (const qsizetype at : {qsizetype{100}, rest.size() - 1}) {
        auto damaged = rest;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        const auto headers = partHeaders(officer, 1'000'000, rest);
        QCOMPARE(officer.connection.exchange("PATCH", m_location, headers, damaged).reason(),
                 QStringLiteral("digest-mismatch"));
        QCOMPARE(offset(), QByteArray("1000000"));
    }
    QCOMPARE(patch(1'000'000, rest), 204);
}

// A phone that thinks its connection dead sends the part again on another; then the first one comes back to life.
void TestArrivingParts::whatWasOvertakenWritesNothingMore()
{
    const auto part = m_picture.left(2'500'000);
    const QByteArray other(part.size(), 'x');
    auto slow = connection();
    slow.begin("PATCH", m_location, partHeaders(*m_stage->officer, 0, other), other, 1'000'000);
    if (isInFiles())
        QTRY_VERIFY(sizeOfFile() > 0); // it is being written
    QCOMPARE(patch(0, part), 204);
    QCOMPARE(slow.finish().status, 409);
    QCOMPARE(offset(), QByteArray("2500000"));
    // After a start nothing is known of what was hashed: the digest is of what the file holds.
    QVERIFY(m_stage->prefecture.restart());
    QCOMPARE(patch(2'500'000, m_picture.mid(2'500'000)), 204);
}

void TestArrivingParts::whatWasGivenUpIsWrittenOver()
{
    QCOMPARE(patch(0, m_picture.left(600'000)), 204);
    {
        const QByteArray other(2'000'000, 'x');
        auto dying = connection();
        dying.begin("PATCH", m_location, partHeaders(*m_stage->officer, 600'000, other), other, 1'700'000);
        if (isInFiles())
            QTRY_VERIFY(sizeOfFile() > 600'000);
    }
    QCOMPARE(offset(), QByteArray("600000"));
    QCOMPARE(patch(600'000, m_picture.mid(600'000)), 204);
}

void TestArrivingParts::anotherDeviceWritesNothingAhead()
{
    const auto part = m_picture.left(2'500'000);
    auto theirs = connection();
    theirs.begin("PATCH", m_location, partHeaders(*m_stage->colleague, 0, part), part, 2'000'000);
    QCOMPARE(theirs.finish().status, 404);
    QCOMPARE(sizeOfFile(), 0);
    QCOMPARE(patch(0, part), 204);
}

void TestArrivingParts::whatIsSentBehindAPartIsTakenAfterIt()
{
    auto &officer = *m_stage->officer;
    auto one = connection();
    const QList<qsizetype> borders{0, 900'000, 900'001, 2'000'000, m_picture.size()};
    for (int i = 0; i + 1 < borders.size(); ++i) {
        const auto part = m_picture.mid(borders[i], borders[i + 1] - borders[i]);
        one.sendBehind("PATCH", m_location, partHeaders(officer, borders[i], part), part);
    }
    for (int i = 0; i + 1 < borders.size(); ++i) {
        const auto reply = one.answer();
        QCOMPARE(reply.status, 204);
        QCOMPARE(reply.header("upload-offset"), QByteArray::number(borders[i + 1]));
    }
    QCOMPARE(offset(), QByteArray::number(m_picture.size()));
}

// Of a part that its digest or its signature gives away, and of one that is not awaited there.
void TestArrivingParts::whatIsSentBehindARefusedPartIsRefused()
{
    auto &officer = *m_stage->officer;
    const auto first = m_picture.left(1'500'000);
    const auto second = m_picture.mid(1'500'000);
    auto damaged = first;
    damaged[1'000'000] = static_cast<char>(damaged[1'000'000] ^ 1);
    auto one = connection();
    one.sendBehind("PATCH", m_location, partHeaders(officer, 0, first), damaged);
    one.sendBehind("PATCH", m_location, partHeaders(officer, 1'500'000, second), second);
    QCOMPARE(one.answer().reason(), QStringLiteral("digest-mismatch"));
    const auto behind = one.answer();
    QCOMPARE(behind.status, 409);
    QCOMPARE(behind.reason(), QStringLiteral("wrong-offset"));
    QCOMPARE(offset(), QByteArray("0"));
    auto unsigned_ = connection();
    auto headers = partHeaders(officer, 0, first);
    for (auto &[name, value] : headers)
        if (name.toLower() == "upload-offset")
            value = "7";
    unsigned_.sendBehind("PATCH", m_location, headers, first);
    unsigned_.sendBehind("PATCH", m_location, partHeaders(officer, 0, first), first);
    QCOMPARE(unsigned_.answer().reason(), QStringLiteral("bad-signature"));
    // Its body was not read: what follows it is no request, and the connection closes.
    QCOMPARE(unsigned_.answer().status, 0);
    QCOMPARE(offset(), QByteArray("0"));
    QCOMPARE(patch(0, first), 204);
    QCOMPARE(patch(1'500'000, second), 204);
}

void TestArrivingParts::aCutWithTwoOnTheWayKeepsTheFirst()
{
    auto &officer = *m_stage->officer;
    const auto first = m_picture.left(1'200'000);
    const auto second = m_picture.mid(1'200'000);
    {
        auto cut = connection();
        cut.sendBehind("PATCH", m_location, partHeaders(officer, 0, first), first);
        auto headers = partHeaders(officer, 1'200'000, second);
        headers.append({"Content-Length", QByteArray::number(second.size())});
        cut.sendBehind("PATCH", m_location, headers, second.left(1'000'000));
        QCOMPARE(cut.answer().status, 204);
        if (isInFiles())
            QTRY_VERIFY(sizeOfFile() > 1'200'000); // of the second, unchecked
    }
    QCOMPARE(offset(), QByteArray("1200000"));
    QVERIFY(m_stage->prefecture.restart());
    QCOMPARE(offset(), QByteArray("1200000"));
    QCOMPARE(patch(1'200'000, second), 204);
}

QTEST_GUILESS_MAIN(TestArrivingParts)
#include "tst_arriving_parts.moc"
