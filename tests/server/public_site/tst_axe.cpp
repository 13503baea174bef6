// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/stage.h"

#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QtTest>

using namespace astreinte;

// What the public reads, in a real headless Chromium, judged by axe-core (WCAG 2.2 AA and its best practices), in both
// colour schemes, wide and narrow. The pages are the server's own bytes; only the judge is added to them. axe-core is
// not part of the project (MPL-2.0, npm): ASTREINTE_AXE names its axe.min.js, and without it or Chromium the test
// skips.
class TestAxe : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void judgeNotices();

private:
    QByteArray m_axe;
    QString m_chromium;
    QTemporaryDir m_folder;
    std::unique_ptr<tests::Stage> m_real;
    std::unique_ptr<tests::Stage> m_exercise;
    QMap<QString, QByteArray> m_paths; // by name
    static std::unique_ptr<tests::Stage> stage(bool exercise, QByteArray &id, QByteArray &gone);
    QString judge(const QByteArray &page, const QByteArray &style, int width, bool dark);
    void picture(const QString &name, const QString &file, int width, bool dark);
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
    QFile axe(qEnvironmentVariable("ASTREINTE_AXE"));
    m_chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
    if (m_chromium.isEmpty() || !axe.open(QIODevice::ReadOnly))
        QSKIP("axe-core (ASTREINTE_AXE) or chromium is not here");
    m_axe = axe.readAll();
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
QString TestAxe::judge(const QByteArray &page, const QByteArray &style, int width, bool dark)
{
    auto judged = page;
    judged.replace("<link rel=\"stylesheet\" href=\"/style.css\">", "<style>" + style + "</style>");
    judged.replace("</body>",
                   "<script>" + m_axe +
                       "</script><script>axe.run().then(r => { const p = document.createElement('pre'); "
                       "p.id = 'verdict'; p.textContent = '[[' + r.passes.length + ']]' + r.violations.map(v "
                       "=> v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' / "
                       "')).join('\\n') + '[[end]]'; document.body.append(p); });</script></body>");
    QFile file(m_folder.filePath(QStringLiteral("page.html")));
    if (!file.open(QIODevice::WriteOnly) || file.write(judged) != judged.size())
        return QStringLiteral("no file");
    file.close();
    QProcess process;
    process.start(m_chromium,
                  {QStringLiteral("--headless=new"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                   QStringLiteral("--dump-dom"), QStringLiteral("--virtual-time-budget=10000"),
                   QStringLiteral("--user-data-dir=") + m_folder.filePath(QStringLiteral("profile")),
                   QStringLiteral("--window-size=%1,900").arg(width),
                   QStringLiteral("--blink-settings=preferredColorScheme=%1").arg(dark ? 0 : 1),
                   QStringLiteral("file://") + file.fileName()});
    if (!process.waitForFinished(60'000))
        return QStringLiteral("chromium did not finish");
    const auto dom = QString::fromUtf8(process.readAllStandardOutput());
    static const QRegularExpression verdict(
        QStringLiteral("<pre id=\"verdict\">\\[\\[([1-9]\\d*)\\]\\](.*)\\[\\[end\\]\\]"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto found = verdict.match(dom);
    return found.hasMatch() ? found.captured(2) : QStringLiteral("no verdict");
}

// Only when somebody wants to look: ASTREINTE_PAGES names a folder.
void TestAxe::picture(const QString &name, const QString &file, int width, bool dark)
{
    const auto folder = qEnvironmentVariable("ASTREINTE_PAGES");
    if (folder.isEmpty())
        return;
    QProcess process;
    process.start(
        m_chromium,
        {QStringLiteral("--headless=new"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
         QStringLiteral("--hide-scrollbars"), QStringLiteral("--ignore-certificate-errors"),
         QStringLiteral("--user-data-dir=") + m_folder.filePath(QStringLiteral("profile")),
         QStringLiteral("--window-size=%1,900").arg(width),
         QStringLiteral("--blink-settings=preferredColorScheme=%1").arg(dark ? 0 : 1),
         QStringLiteral("--screenshot=%1/%2-%3-%4.png")
             .arg(folder, name, QString::number(width), dark ? QStringLiteral("dark") : QStringLiteral("light")),
         file});
    (void)process.waitForFinished(60'000);
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
    auto &prefecture = name.startsWith(QLatin1String("exercise")) ? m_exercise->prefecture : m_real->prefecture;
    const auto reply = prefecture.page(m_paths.value(name));
    const auto style = prefecture.page("/style.css").body;
    // Usable without a script, and nothing from anybody else: the page says so itself, and the browser holds it to it.
    QVERIFY(reply.header("content-security-policy").startsWith("default-src 'none'"));
    QVERIFY(!reply.body.contains("<script"));
    static const QRegularExpression fetched(QStringLiteral("(?:src|<link[^>]*stylesheet[^>]*href)=\"(?!/)"));
    QVERIFY(!fetched.match(QString::fromUtf8(reply.body)).hasMatch());
    for (const bool dark : {false, true})
        for (const int width : {360, 1280}) {
            picture(name, prefecture.origin() + QString::fromLatin1(m_paths.value(name)), width, dark);
            const auto said = judge(reply.body, style, width, dark);
            QVERIFY2(said.isEmpty(), qPrintable(QStringLiteral("%1 %2: %3").arg(width).arg(dark).arg(said)));
        }
}

// The judge is awake: a page without a language, with grey on grey and a picture without words.
void TestAxe::judgeNotices()
{
    const auto said = judge("<!DOCTYPE html><html><head><title>x</title></head><body><main><h1>x</h1><p style=\"color:"
                            "#aaa\">pale</p><img src=\"data:,\"></main></body></html>",
                            {}, 1280, false);
    for (const auto &rule : {"html-has-lang", "color-contrast", "image-alt"})
        QVERIFY2(said.contains(QLatin1String(rule)), qPrintable(said));
}

QTEST_GUILESS_MAIN(TestAxe)
#include "tst_axe.moc"
