// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/message/render.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace astreinte;
using namespace astreinte::message;

namespace {

const place::Department indre{QStringLiteral("36"), QStringLiteral("Indre"), place::Article::LApostrophe};

QJsonObject examplesOf(const Template &owner)
{
    QJsonObject values;
    for (const Field &field : owner.fields) {
        values.insert(field.key, field.example);
        if (!field.exampleEnglish.isEmpty())
            values.insert(field.key + QLatin1String("En"), field.exampleEnglish);
    }
    return values;
}

} // namespace

// Every template with its example values, against rendered-examples.txt.
class TestRender : public QObject
{
    Q_OBJECT

private:
    Catalogue m_catalogue;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalogue = Catalogue::parse(assets::templates());
        QVERIFY2(catalogue, qPrintable(catalogue ? QString() : catalogue.error().toString()));
        m_catalogue = *catalogue;
        QCOMPARE(m_catalogue.templates().size(), 26);
    }

    void examples_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("channel");
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("text");
        QFile file(QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/vectors/rendered-examples.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        // A table of lengths follows the examples.
        const QString all = QString::fromUtf8(file.readAll()).section(QStringLiteral("┌"), 0, 0);
        static const QRegularExpression heading(QStringLiteral("^\\[([\\w-]+)\\] (\\w+)\\.(\\w+) (\\d+)\\n"),
                                                QRegularExpression::MultilineOption);
        QList<QRegularExpressionMatch> headings;
        for (auto it = heading.globalMatch(all); it.hasNext();)
            headings << it.next();
        QCOMPARE(headings.size(), 26 * 5 * 2);
        for (qsizetype i = 0; i < headings.size(); ++i) {
            const auto &match = headings.at(i);
            const qsizetype end = i + 1 < headings.size() ? headings.at(i + 1).capturedStart() : all.size();
            QString text = all.mid(match.capturedEnd(), end - match.capturedEnd());
            while (text.endsWith(QLatin1Char('\n')))
                text.chop(1);
            QTest::addRow("%s", qPrintable(match.captured().trimmed()))
                << match.captured(1) << match.captured(2) << match.captured(3) << match.captured(4).toInt() << text;
        }
    }
    void examples()
    {
        QFETCH(QString, id);
        QFETCH(QString, channel);
        QFETCH(QString, language);
        QFETCH(int, length);
        QFETCH(QString, text);
        const auto owner = m_catalogue.find(id);
        QVERIFY(owner);
        const auto values = valuesFromJson(**owner, examplesOf(**owner));
        QVERIFY2(values, qPrintable(values ? QString() : values.error().toString()));
        const Rendered rendered = render(m_catalogue, **owner, *values,
                                         {*channelFromName(channel), *languageFromCode(language), indre, false});
        QCOMPARE(rendered.text, text);
        QCOMPARE(rendered.length, length);
        QVERIFY(rendered.fits);
        QVERIFY(rendered.dropped.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRender)
#include "tst_render.moc"
