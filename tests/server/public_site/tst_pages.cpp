// SPDX-License-Identifier: EUPL-1.2
#include "server/public_site/pages.h"
#include "tests/server/database.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using namespace astreinte;
using namespace std::chrono_literals;
using public_site::PublicMessage;

class TestPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostileTextStaysText();
    void pagesAreWellFormed();
    void addressesBecomeLinks();
    void atomSaysWhatRfc4287Asks();
    void jsonFeedSaysWhatItsVersionAsks();
    void listHoldsOnlyWhatIsInForce();
    void widgetAndBoard();
    void siteNames_data();
    void siteNames();

private:
    static PublicMessage message(const QString &text);
    static signature::Instant now()
    {
        return signature::instantFromText(QStringLiteral("2026-11-22T08:00:00.000Z")).value();
    }
    static deployment::Settings settings()
    {
        deployment::Settings settings;
        settings.origin = settings.publicOrigin = QStringLiteral("https://site.example");
        return settings;
    }
    static void expectWellFormed(const QByteArray &page);
};

PublicMessage TestPages::message(const QString &text)
{
    PublicMessage message;
    message.id = QStringLiteral("0190a1b2-0000-7000-8000-000000000001");
    message.manifestSha256 = QString(64, QLatin1Char('a'));
    message.status = QStringLiteral("alerte");
    message.titleFr = QStringLiteral("Inondation, crue");
    message.titleEn = QStringLiteral("Flood");
    message.textFr = text;
    message.textEn = QStringLiteral("Stay away from the banks.");
    message.factsAt = message.publishedAt = message.updatedAt = now() - 10min;
    message.expiresAt = now() + 1h;
    message.photos.push_back({QString(64, QLatin1Char('b')), QStringLiteral("image/jpeg"), 1200, 900,
                              QStringLiteral("Rue \"inondée\" <b>"), QStringLiteral("Flooded street"),
                              QStringLiteral("Préfecture"), QStringLiteral("Licence Ouverte 2.0")});
    return message;
}

// Void elements are the only difference between these pages and XML.
void TestPages::expectWellFormed(const QByteArray &page)
{
    auto xml = QString::fromUtf8(page).remove(QStringLiteral("<!DOCTYPE html>"));
    static const QRegularExpression voids(QStringLiteral("<(meta|link|img|br)((?:\\s[^<>]*?)?)>"));
    xml.replace(voids, QStringLiteral("<\\1\\2/>"));
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString() + xml.mid(reader.characterOffset() - 80, 160)));
}

void TestPages::hostileTextStaysText()
{
    const auto page = public_site::messagePage(
        message(QStringLiteral("<script>alert(1)</script> {{x}} ${y} %n <img src=x onerror=alert(1)> & \"'")),
        settings(), now());
    QVERIFY(!page.contains("<script"));
    QVERIFY(!page.contains("<img src=x"));
    QVERIFY(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    QVERIFY(page.contains("{{x}} ${y} %n"));
    QVERIFY(page.contains("alt=\"Rue &quot;inondée&quot; &lt;b&gt;\""));
    expectWellFormed(page);
}

void TestPages::pagesAreWellFormed()
{
    auto withdrawn = message(QStringLiteral("x"));
    withdrawn.withdrawnAt = now();
    auto exercise = message(QStringLiteral("Intro\n• un\n• deux\n\nFin"));
    exercise.exercise = true;
    auto inExercise = settings();
    inExercise.exercise = true;
    for (const auto &page :
         {public_site::homePage({}, settings()), public_site::homePage({exercise}, inExercise),
          public_site::messagePage(exercise, settings(), now()),
          public_site::messagePage(exercise, settings(), now() + 2h), public_site::withdrawnPage(withdrawn, settings()),
          public_site::notFoundPage(settings())}) {
        expectWellFormed(page);
        QVERIFY(page.contains("<html lang=\"fr\">"));
        QVERIFY(page.contains("lang=\"en\""));
        // Both languages are read one after the other: something stands between them.
        QVERIFY(page.contains("Messages d’urgence · <span lang=\"en\">Emergency messages</span>"));
        QCOMPARE(page.count("<h1>"), 1);
        QVERIFY(!page.contains("<script") && !page.contains(" style=") && !page.contains("http://"));
    }
}

void TestPages::addressesBecomeLinks()
{
    const auto page = public_site::messagePage(
        message(QStringLiteral("Voir https://www.indre.gouv.fr/a?b=1&c=2. Puis javascript:alert(1)")), settings(),
        now());
    QVERIFY(page.contains("href=\"https://www.indre.gouv.fr/a?b=1&amp;c=2\">"));
    QVERIFY(!page.contains("href=\"javascript"));
}

void TestPages::atomSaysWhatRfc4287Asks()
{
    const auto feed = public_site::atomFeed({message(QStringLiteral("A & B <c>"))}, {}, settings(), now());
    QXmlStreamReader reader(feed);
    QStringList elements;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement) {
            QCOMPARE(reader.namespaceUri(), QStringLiteral("http://www.w3.org/2005/Atom"));
            elements += reader.name().toString();
        }
    QVERIFY(!reader.hasError());
    // §4.1.1 and §4.1.2: what a feed and an entry must have.
    for (const auto &required : {"feed", "id", "title", "updated", "author", "entry", "content", "link"})
        QVERIFY2(elements.contains(QLatin1String(required)), required);
    QVERIFY(feed.contains("urn:uuid:0190a1b2-0000-7000-8000-000000000001"));
    QVERIFY(feed.contains("A &amp; B &lt;c&gt;"));
}

void TestPages::jsonFeedSaysWhatItsVersionAsks()
{
    const auto feed =
        QJsonDocument::fromJson(public_site::jsonFeed({message(QStringLiteral("A"))}, settings())).object();
    QCOMPARE(feed.value(QLatin1String("version")).toString(), QStringLiteral("https://jsonfeed.org/version/1.1"));
    QVERIFY(!feed.value(QLatin1String("title")).toString().isEmpty());
    const auto item = feed.value(QLatin1String("items"))[0].toObject();
    QVERIFY(!item.value(QLatin1String("id")).toString().isEmpty());
    QVERIFY(item.value(QLatin1String("content_text")).isString());
    QCOMPARE(item.value(QLatin1String("url")).toString(),
             QStringLiteral("https://site.example/messages/0190a1b2-0000-7000-8000-000000000001"));
}

void TestPages::listHoldsOnlyWhatIsInForce()
{
    const QTemporaryDir folder;
    auto store = storage::Store::open(astreinte::tests::databaseAt(folder.filePath(QStringLiteral("a.db")))).value();
    const auto put = [&](const QString &id, signature::Instant expires, bool exercise) {
        auto one = message(QStringLiteral("texte"));
        one.id = id;
        one.expiresAt = expires;
        one.exercise = exercise;
        return store->write(
            [&](storage::Transaction &transaction) { return public_site::putMessage(transaction, one); });
    };
    QVERIFY(put(QStringLiteral("current"), now() + 1ms, false));
    QVERIFY(put(QStringLiteral("over"), now(), false));
    QVERIFY(put(QStringLiteral("drill"), now() + 1h, true));
    QVERIFY(put(QStringLiteral("gone"), now() + 1h, false));
    QVERIFY(store->write([&](storage::Transaction &transaction) {
        return public_site::withdrawMessage(transaction, QStringLiteral("gone"), QString(64, QLatin1Char('c')), now());
    }));
    const auto listed = store->read(
        [](storage::Connection &connection) { return public_site::currentMessages(connection, now(), false); });
    QVERIFY(listed);
    QCOMPARE(listed->size(), std::size_t(1));
    QCOMPARE(listed->front().id, QStringLiteral("current"));
    // A withdrawn message never comes back under the same address.
    QVERIFY(!put(QStringLiteral("gone"), now() + 1h, false));
    const auto gone = store->read(
        [](storage::Connection &connection) { return public_site::findMessage(connection, QStringLiteral("gone")); });
    QVERIFY(gone && *gone);
    QVERIFY(!(*gone)->textFr && (*gone)->photos.empty());
}

void TestPages::widgetAndBoard()
{
    std::vector<PublicMessage> messages;
    for (int i = 0; i < 9; ++i) {
        messages.push_back(message(QStringLiteral("<script>alert(1)</script>\nÉvitez les berges.")));
        messages.back().titleFr = QStringLiteral("Message %1 & <i>suite</i>").arg(i);
    }
    const auto widget = public_site::widgetPage(messages, settings());
    const auto board = public_site::boardPage(messages, settings(), now());
    for (const auto &page : {widget, board}) {
        expectWellFormed(page);
        QVERIFY(!page.contains("<script"));
        QVERIFY(!page.contains("<i>"));
        QVERIFY(page.contains("lang=\"fr\""));
        QVERIFY(page.contains("<h1>Préfecture de l’Indre</h1>"));
        // Nothing is asked of another site.
        static const QRegularExpression foreign(QStringLiteral("(src|href)=\"(?!/|https://site\\.example/)"));
        QVERIFY(!foreign.match(QString::fromUtf8(page)).hasMatch());
    }
    QCOMPARE(widget.count("<li>"), 5);
    QVERIFY(widget.contains("https://site.example/messages/0190a1b2-0000-7000-8000-000000000001"));
    QCOMPARE(board.count("<article>"), 3);
    QVERIFY(board.contains("2026-11-22T08:00:00.000Z"));
    for (const auto &page : {public_site::widgetPage({}, settings()), public_site::boardPage({}, settings(), now())})
        QVERIFY(page.contains("Aucun message en cours."));
}

void TestPages::siteNames_data()
{
    QTest::addColumn<QString>("nom");
    QTest::addColumn<int>("tncc");
    QTest::addColumn<QString>("name");
    QTest::newRow("36") << "Indre" << 5 << "Préfecture de l’Indre";
    QTest::newRow("18") << "Cher" << 2 << "Préfecture du Cher";
    QTest::newRow("40") << "Landes" << 4 << "Préfecture des Landes";
    QTest::newRow("23") << "Creuse" << 3 << "Préfecture de la Creuse";
    QTest::newRow("75") << "Paris" << 0 << "Préfecture de Paris";
}

void TestPages::siteNames()
{
    QFETCH(QString, nom);
    QFETCH(int, tncc);
    QFETCH(QString, name);
    QCOMPARE(public_site::siteName({QString::fromLatin1(QTest::currentDataTag()), nom, tncc}), name);
}

QTEST_GUILESS_MAIN(TestPages)
#include "tst_pages.moc"
