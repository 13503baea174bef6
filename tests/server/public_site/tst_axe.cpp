// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/public_site/browser.h"
#include "tests/server/stage.h"

#include <QStandardPaths>
#include <QtTest>

using namespace astreinte;

// What the public reads, in a real headless Chromium that opens the server's own pages over TLS, judged by axe-core
// (WCAG 2.2 AA and its best practices; tests/vectors/axe), in both colour schemes, wide and narrow. ASTREINTE_AXE names
// another axe.min.js; ASTREINTE_PAGES a folder for pictures, when somebody wants to look.
class TestAxe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void feedsAreLinked();
    void judgeNotices();

private:
    QString m_axe;
    tests::Browser m_browser;
    std::unique_ptr<tests::Stage> m_real;
    std::unique_ptr<tests::Stage> m_exercise;
    QMap<QString, QByteArray> m_paths; // by name
    static std::unique_ptr<tests::Stage> stage(bool exercise, QByteArray &id, QByteArray &gone);
    tests::Prefecture &prefectureOf(const QString &name)
    {
        return name.startsWith(QLatin1String("exercise")) ? m_exercise->prefecture : m_real->prefecture;
    }
    QString judge();
    void picture(const QString &name, int width, bool dark);
};

std::unique_ptr<tests::Stage> TestAxe::stage(bool exercise, QByteArray &id, QByteArray &gone)
{
    auto made = std::make_unique<tests::Stage>();
    made->prefecture.exercise = exercise;
    if (!made->set())
        return nullptr;
    const auto publish = [&](submission::SubmissionContent draft, const QList<QByteArray> &pictures) {
        draft.exercise = exercise;
        for (auto &texts : draft.texts)
            for (auto text = texts.begin(); exercise && text != texts.end(); ++text)
                text->prepend(text.key() == QLatin1String("fr") ? QStringLiteral("EXERCICE EXERCICE EXERCICE – ")
                                                                : QStringLiteral("EXERCISE EXERCISE EXERCISE – "));
        for (const auto &picture : pictures)
            (void)made->officer->upload(draft.id, picture);
        (void)made->received(draft);
        if (const auto statement = made->authority->statementOn(draft.id.text(), 1))
            (void)made->authority->decide(*statement);
        (void)made->prefecture.publish();
        return draft.id.text().toLatin1();
    };
    const QList<QByteArray> pictures{tests::pngPicture(7)};
    auto first = made->officer->draft(pictures);
    first.texts[QStringLiteral("site")][QStringLiteral("fr")] =
        QStringLiteral("La crue de l’Indre atteint Châteauroux ce soir.\n\n• Éloignez-vous des berges.\n• Ne descendez "
                       "pas dans les sous-sols.\n\nPlus d’informations : https://www.indre.gouv.fr/crue.");
    id = publish(first, pictures);
    auto denial = made->officer->draft();
    denial.messageTemplate = submission::TemplateRef{QStringLiteral("dementi"), QStringLiteral("1.0.0")};
    denial.agreements = {
        {QStringLiteral("service_verificateur"), QStringLiteral("SIDPC"), denial.createdAt, submission::Means::Phone}};
    (void)publish(denial, {});
    auto end = made->officer->draft();
    end.messageTemplate = submission::TemplateRef{QStringLiteral("fin-alerte"), QStringLiteral("1.0.0")};
    end.agreements = {
        {QStringLiteral("decision_dos"), QStringLiteral("Le préfet"), end.createdAt, submission::Means::Phone}};
    gone = publish(end, {});
    auto withdrawal = made->officer->draft();
    withdrawal.action = submission::Action::Withdraw;
    withdrawal.target = submission::SubmissionId::parse(QString::fromLatin1(gone)).value();
    withdrawal.texts.clear();
    withdrawal.messageTemplate.reset();
    withdrawal.values = {};
    withdrawal.incident.reset();
    (void)publish(withdrawal, {});
    return made;
}

void TestAxe::initTestCase()
{
    QFile axe(
        qEnvironmentVariable("ASTREINTE_AXE", QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/vectors/axe/axe.min.js")));
    QVERIFY2(axe.open(QIODevice::ReadOnly), qPrintable(axe.fileName()));
    m_axe = QString::fromUtf8(axe.readAll());
    const auto chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (chromium.isEmpty())
        QSKIP("chromium is not here (packaging/debian-packages/check)");
    QVERIFY(m_browser.start(chromium));
    QByteArray id;
    QByteArray gone;
    m_real = stage(false, id, gone);
    QVERIFY(m_real);
    m_paths = {{QStringLiteral("home"), "/"},
               {QStringLiteral("message"), "/messages/" + id},
               {QStringLiteral("withdrawn"), "/messages/" + gone},
               {QStringLiteral("widget"), "/widget"},
               {QStringLiteral("board"), "/board"},
               {QStringLiteral("missing"), "/messages/none"}};
    m_exercise = stage(true, id, gone);
    QVERIFY(m_exercise);
    m_paths.insert(QStringLiteral("exercise-message"), "/exercice/" + id);
    m_paths.insert(QStringLiteral("exercise-home"), "/");
    m_paths.insert(QStringLiteral("exercise-board"), "/board");
}

// What axe says is wrong, one line each; "no verdict" when it did not run.
QString TestAxe::judge()
{
    if (!m_browser.evaluate(QStringLiteral("typeof axe")).toString().contains(QLatin1String("object")))
        (void)m_browser.evaluate(m_axe + QStringLiteral(";0"));
    const auto said = m_browser.evaluate(
        QStringLiteral("axe.run().then(r => r.passes.length === 0 ? 'no verdict' : r.violations.map(v => v.id + ': ' + "
                       "v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' / ')).join('\\n'))"));
    return said.toString(QStringLiteral("no verdict"));
}

void TestAxe::picture(const QString &name, int width, bool dark)
{
    const auto folder = qEnvironmentVariable("ASTREINTE_PAGES");
    if (folder.isEmpty())
        return;
    QFile file(QStringLiteral("%1/%2-%3-%4.png")
                   .arg(folder, name, QString::number(width), dark ? QStringLiteral("dark") : QStringLiteral("light")));
    if (file.open(QIODevice::WriteOnly))
        file.write(m_browser.picture());
}

void TestAxe::pages_data()
{
    QTest::addColumn<QString>("name");
    for (auto page = m_paths.constBegin(); page != m_paths.constEnd(); ++page)
        QTest::newRow(qPrintable(page.key())) << page.key();
}

void TestAxe::pages()
{
    QFETCH(QString, name);
    auto &prefecture = prefectureOf(name);
    const auto reply = prefecture.page(m_paths.value(name));
    // Usable without a script, and nothing from anybody else: the page says so itself, and the browser holds it to it.
    QVERIFY(reply.header("content-security-policy").startsWith("default-src 'none'"));
    QVERIFY(!reply.body.contains("<script"));
    const auto before = m_browser.asked().size();
    QVERIFY(m_browser.open(prefecture.origin() + QString::fromLatin1(m_paths.value(name))));
    for (const bool dark : {false, true})
        for (const int width : {360, 1280}) {
            QVERIFY(m_browser.look(width, 900, dark));
            picture(name, width, dark);
            const auto said = judge();
            QVERIFY2(said.isEmpty(), qPrintable(QStringLiteral("%1 %2: %3").arg(width).arg(dark).arg(said)));
        }
    // WCAG 1.4.10: nothing to scroll sideways at 320 px; and the style and the pictures came.
    QVERIFY(m_browser.look(320, 900, false));
    QCOMPARE(m_browser.evaluate(QStringLiteral("document.documentElement.scrollWidth")).toInt(), 320);
    QCOMPARE(m_browser.evaluate(QStringLiteral("document.styleSheets.length")).toInt(), 1);
    QCOMPARE(
        m_browser.evaluate(QStringLiteral("[...document.images].filter(i => i.naturalWidth === 0).length")).toInt(-1),
        0);
    QVERIFY(m_browser.asked().size() > before);
    for (const auto addresses = m_browser.asked().mid(before); const auto &address : addresses)
        QVERIFY2(address.startsWith(prefecture.origin() + QLatin1Char('/')), qPrintable(address));
}

// A reader's programme finds both feeds from the page, and they are there.
void TestAxe::feedsAreLinked()
{
    auto &prefecture = m_real->prefecture;
    QVERIFY(m_browser.open(prefecture.origin() + QLatin1Char('/')));
    for (const auto &type : {QStringLiteral("application/atom+xml"), QStringLiteral("application/feed+json")}) {
        const auto link = QStringLiteral("document.querySelector('link[rel=alternate][type=\"%1\"]')?.href").arg(type);
        const auto address = m_browser.evaluate(link).toString();
        QVERIFY2(address.startsWith(prefecture.origin() + QLatin1Char('/')), qPrintable(type + address));
        const auto feed = prefecture.page(address.mid(prefecture.origin().size()).toLatin1());
        QCOMPARE(feed.status, 200);
        QVERIFY(feed.header("content-type").startsWith(type.toLatin1()));
    }
}

// The judge is awake: a page without a language, with grey on grey and a picture without words.
void TestAxe::judgeNotices()
{
    QVERIFY(m_browser.open(QStringLiteral(
        "data:text/html,<!DOCTYPE html><html><head><title>x</title></head><body><main><h1>x</h1><p style=\"color:"
        "%23aaa\">pale</p><img src=\"data:,\"></main></body></html>")));
    const auto said = judge();
    for (const auto &rule : {"html-has-lang", "color-contrast", "image-alt"})
        QVERIFY2(said.contains(QLatin1String(rule)), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestAxe)
#include "tst_axe.moc"
