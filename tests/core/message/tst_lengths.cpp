// SPDX-License-Identifier: EUPL-1.2
#include "core/message/facets.h"
#include "core/message/graphemes.h"
#include "core/message/lengths.h"
#include "core/message/web_address.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace astreinte::message;

namespace {

QByteArray vectorFile(const char *name)
{
    QFile file(QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/vectors/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString u8(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestLengths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void weighsAsTwitterTextDoes()
    {
        const QJsonArray cases = QJsonDocument::fromJson(vectorFile("twitter-text-lengths.json"))
                                     .object()
                                     .value(QLatin1String("cases"))
                                     .toArray();
        QVERIFY(cases.size() > 1500);
        int wrong = 0;
        for (const auto &each : cases) {
            const QString text = each.toArray().at(0).toString();
            const Measure measured = measure(Channel::X, text);
            if (measured.length == each.toArray().at(1).toInt() && measured.valid == each.toArray().at(2).toBool())
                continue;
            ++wrong;
            qWarning() << text << "is" << measured.length << measured.valid << "and should be"
                       << each.toArray().at(1).toInt() << each.toArray().at(2).toBool();
        }
        QCOMPARE(wrong, 0);
    }

    void breaksGraphemesAsUnicodeSays()
    {
        int lines = 0;
        for (const QByteArray &raw : vectorFile("GraphemeBreakTest.txt").split('\n')) {
            const QString line = QString::fromUtf8(raw).section(QLatin1Char('#'), 0, 0).trimmed();
            if (line.isEmpty())
                continue;
            QString text;
            for (const QString &part : line.split(QLatin1Char(' '))) {
                const char32_t point = part.toUInt(nullptr, 16);
                if (part.size() > 1)
                    text += QString::fromUcs4(&point, 1);
            }
            // Each ÷ but the first ends a cluster.
            QVERIFY2(graphemeCount(text) == line.count(QChar(0x00F7)) - 1, qPrintable(line));
            ++lines;
        }
        QCOMPARE(lines, 602);
    }

    void everyEmojiIsOneGraphemeAndCountsTwoOnX()
    {
        int count = 0;
        for (const QByteArray &raw : vectorFile("emoji-fully-qualified.txt").split('\n')) {
            const QString emoji = QString::fromUtf8(raw);
            if (emoji.isEmpty() || emoji.startsWith(QLatin1String("# ")))
                continue;
            QVERIFY2(graphemeCount(emoji) == 1, raw.constData());
            QVERIFY2(textLength(Channel::X, emoji) == 2, raw.constData());
            QVERIFY2(textLength(Channel::X, QLatin1Char('a') + emoji + emoji + QLatin1Char('b')) == 6, raw.constData());
            ++count;
        }
        QCOMPARE(count, 3655);
    }

    void mastodonCountsAddressesAndMentionsItsOwnWay_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("length");
        QTest::newRow("address") << u8("Voir https://www.indre.gouv.fr/Actualites/Alerte-en-cours") << 5 + 23;
        QTest::newRow("host alone") << u8("indre.gouv.fr") << 13;
        QTest::newRow("mention") << u8("@prefet36@social.gouv.fr") << 9;
        QTest::newRow("mention in a sentence") << u8("Merci @prefet36@social.gouv.fr !") << 6 + 9 + 2;
        QTest::newRow("local mention") << u8("@prefet36 bonjour") << 17;
        QTest::newRow("e-mail") << u8("mairie@indre.fr") << 15;
        QTest::newRow("family") << u8("👨‍👩‍👧‍👦") << 1;
        QTest::newRow("nothing") << QString() << 0;
    }
    void mastodonCountsAddressesAndMentionsItsOwnWay()
    {
        QFETCH(QString, text);
        QFETCH(int, length);
        QCOMPARE(textLength(Channel::Mastodon, text), length);
    }

    void blueskyCountsGraphemesAndBytes()
    {
        const QString family = u8("👨‍👩‍👧‍👦"); // 25 bytes
        QVERIFY(measure(Channel::Bluesky, family.repeated(120)).fits);
        QVERIFY(!measure(Channel::Bluesky, family.repeated(121)).fits);
        QCOMPARE(measure(Channel::Bluesky, family.repeated(121)).length, 121);
        QVERIFY(measure(Channel::Bluesky, QString(300, QLatin1Char('x'))).valid);
        QVERIFY(!measure(Channel::Bluesky, QString(301, QLatin1Char('x'))).valid);
    }

    void limitsAreExact_data()
    {
        QTest::addColumn<Channel>("channel");
        QTest::addColumn<int>("most");
        QTest::newRow("x") << Channel::X << 280;
        QTest::newRow("mastodon") << Channel::Mastodon << 500;
        QTest::newRow("bluesky") << Channel::Bluesky << 300;
        QTest::newRow("facebook") << Channel::Facebook << 5000;
    }
    void limitsAreExact()
    {
        QFETCH(Channel, channel);
        QFETCH(int, most);
        QVERIFY(measure(channel, QString(most, QLatin1Char('x'))).valid);
        QVERIFY(!measure(channel, QString(most + 1, QLatin1Char('x'))).valid);
        QVERIFY(!measure(channel, QString()).valid);
    }

    void theSiteHasNoLimit()
    {
        const Measure measured = measure(Channel::Site, QString(100'000, QLatin1Char('x')));
        QVERIFY(!measured.limit.most && measured.fits && measured.valid);
    }

    void hostileTextIsMeasuredInTime_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char *piece :
             {"é.", "a.", "é.fr", "a.fr/(", "https://a.fr/(", "@a.fr/", "é_", "é", "é.f.", "é-.fr_"})
            QTest::newRow(piece) << u8(piece);
    }
    void hostileTextIsMeasuredInTime()
    {
        QFETCH(QString, piece);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(textLength(Channel::X, piece.repeated(20'000 / piece.size())) > 0);
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
    }

    // Offsets counted by hand in UTF-8: « é » and « ° » are 2 bytes, « ⚠️ » 6.
    void facetsCountBytes()
    {
        const QString text = u8("#Séisme ⚠️ voir indre.gouv.fr ou https://gouv.fr/é #2026 #A20");
        const QHash<QString, QString> addresses{{u8("indre.gouv.fr"), u8("https://www.indre.gouv.fr/Actualites")}};
        const QList<Facet> facets = facetsOf(text, addresses);
        QCOMPARE(facets.size(), 4);
        QCOMPARE(facets.at(0), (Facet{Facet::Kind::Tag, 0, 8, u8("Séisme")}));
        QCOMPARE(facets.at(1), (Facet{Facet::Kind::Link, 21, 34, u8("https://www.indre.gouv.fr/Actualites")}));
        QCOMPARE(facets.at(2), (Facet{Facet::Kind::Link, 38, 56, u8("https://gouv.fr/é")}));
        QCOMPARE(facets.at(3), (Facet{Facet::Kind::Tag, 63, 67, u8("A20")}));
        const QByteArray bytes = text.toUtf8();
        QCOMPARE(bytes.mid(21, 13), QByteArray("indre.gouv.fr"));
    }

    void publicAddresses_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("site") << u8("https://www.indre.gouv.fr/Actualites/Alerte-en-cours?x=1#y") << true;
        QTest::newRow("port") << u8("https://indre.fr:8443/") << true;
        QTest::newRow("http") << u8("http://indre.fr") << false;
        QTest::newRow("user") << u8("https://gouv.fr@evil.example") << false;
        QTest::newRow("space") << u8("https://indre.fr/a b") << false;
        QTest::newRow("script") << u8("https://indre.fr/\"><script>") << false;
        QTest::newRow("no host") << u8("https://") << false;
        QTest::newRow("metadata service") << u8("http://169.254.169.254/") << false;
        QTest::newRow("javascript") << u8("javascript:alert(1)") << false;
        QTest::newRow("new line") << u8("https://indre.fr/\nx") << false;
    }
    void publicAddresses()
    {
        QFETCH(QString, address);
        QFETCH(bool, accepted);
        QCOMPARE(isPublicAddress(address), accepted);
    }

    void hosts()
    {
        QCOMPARE(hostOf(u8("https://www.Indre.gouv.fr/a")), u8("indre.gouv.fr"));
        QCOMPARE(hostOf(u8("https://wwwx.fr:80?a")), u8("wwwx.fr"));
    }
};

QTEST_GUILESS_MAIN(TestLengths)
#include "tst_lengths.moc"
