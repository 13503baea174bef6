// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "core/message/facets.h"
#include "core/message/render.h"
#include "core/message/typography.h"
#include "core/message/web_address.h"
#include "tests/core/message/template_values.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace astreinte;
using namespace astreinte::message;

namespace {

// Every text at its maximum (but a road's or a river's, which have a form), three communes of the longest name.
QJsonObject worstOf(const Template &owner, int communes)
{
    QJsonObject values = examplesOf(owner);
    for (const Field &field : owner.fields) {
        values.remove(field.key + QLatin1String("En"));
        if (field.type == FieldType::Text && field.pattern.pattern().isEmpty())
            values.insert(field.key, QString(*field.maxLength, QLatin1Char('x')));
        if (field.type == FieldType::Commune)
            values.insert(field.key, longestCommune);
        if (field.type == FieldType::Communes) {
            QJsonArray list;
            for (int i = 0; i < communes; ++i)
                list << longestCommune;
            values.insert(field.key, list);
        }
    }
    return values;
}

// The required fields alone.
QJsonObject minimumOf(const Template &owner)
{
    QJsonObject values = examplesOf(owner);
    for (const Field &field : owner.fields)
        if (!field.required)
            values.remove(field.key);
    return values;
}

constexpr std::array bothLanguages{Language::French, Language::English};

} // namespace

// Every template with its example values, against rendered-examples.txt.
class TestRender : public QObject
{
    Q_OBJECT

private:
    Catalogue m_catalogue;

    [[nodiscard]] Rendered rendered(const Template &owner, const QJsonObject &values, Channel channel,
                                    Language language, const place::Department &department = indre,
                                    bool exercise = false) const
    {
        const auto read = valuesFromJson(owner, values);
        if (!read) {
            QTest::qFail(qPrintable(owner.id + u' ' + read.error().toString()), __FILE__, __LINE__);
            return {};
        }
        return render(m_catalogue, owner, *read, {channel, language, department, exercise});
    }

    [[nodiscard]] const Template &byId(const char *id) const { return **m_catalogue.find(QString::fromLatin1(id)); }

    // What must hold of every text that may be published.
    void check(const Template &owner, const Rendered &result, Channel channel, Language language)
    {
        const QString text =
            owner.id + u' ' + channelName(channel) + u'.' + languageCode(language) + u' ' + result.text;
        QVERIFY2(result.fits, qPrintable(text + QString::number(result.length)));
        QVERIFY2(!result.text.isEmpty() && result.text == result.text.trimmed(), qPrintable(text));
        QVERIFY2(!result.text.contains(QStringLiteral("  ")) && !result.text.contains(QStringLiteral(" .")) &&
                     !result.text.contains(QStringLiteral(" \n")),
                 qPrintable(text));
        QVERIFY2(!result.text.contains(u'{') && !result.text.contains(QStringLiteral("[[")), qPrintable(text));
        // No accidental address: a full stop without its space would make one.
        static const QRegularExpression meant(QStringLiteral(
            "^(https://.*|(vigilance\\.meteofrance|vigicrues\\.gouv|franceseisme|maprocuration\\.gouv|service-public|"
            "indre\\.gouv|gouvernement)\\.fr)$"));
        for (const Span &address : webAddresses(result.text, Schemes::Optional))
            QVERIFY2(meant.match(result.text.mid(address.start, address.length)).hasMatch(), qPrintable(text));
        if (channel == Channel::X)
            QVERIFY2(result.text.startsWith(u'#'), qPrintable(text));
        if (language == Language::French)
            QVERIFY2(!result.text.contains(u'\'') && typoFr(result.text) == result.text, qPrintable(text));
    }

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

    // The table that ends rendered-examples.txt: the largest length over examples, minimal values and every option, and
    // the length of the worst case.
    void lengthsOfTheTable_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QList<int>>("lengths");
        QFile file(QStringLiteral(ASTREINTE_SOURCE_DIR "/tests/vectors/rendered-examples.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int count = 0;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            const QStringList cells = line.split(QStringLiteral("│"));
            if (cells.size() < 12 || !cells.at(2).contains(u'\''))
                continue;
            QList<int> lengths;
            for (qsizetype i = 3; i < 11; ++i)
                lengths << cells.at(i).trimmed().toInt();
            const QString id = cells.at(2).trimmed().remove(u'\'');
            QTest::addRow("%s", qPrintable(id)) << id << lengths;
            ++count;
        }
        QCOMPARE(count, 26);
    }
    void lengthsOfTheTable()
    {
        QFETCH(QString, id);
        QFETCH(QList<int>, lengths);
        const Template &owner = **m_catalogue.find(id);
        QList<QJsonObject> cases{examplesOf(owner), minimumOf(owner)};
        for (const Field &field : owner.fields)
            for (const Option &option : field.options) {
                QJsonObject values = examplesOf(owner);
                values.insert(field.key, option.value);
                cases << values;
            }
        const auto largest = [&](Channel channel, Language language) {
            qsizetype most = 0;
            for (const QJsonObject &values : cases) {
                const Rendered result = rendered(owner, values, channel, language);
                check(owner, result, channel, language);
                most = std::max(most, result.length);
            }
            return static_cast<int>(most);
        };
        const auto worst = [&](Language language) {
            return static_cast<int>(rendered(owner, worstOf(owner, 3), Channel::X, language).length);
        };
        QCOMPARE((QList<int>{largest(Channel::X, Language::French), largest(Channel::X, Language::English),
                             largest(Channel::Bluesky, Language::French), largest(Channel::Bluesky, Language::English),
                             largest(Channel::Mastodon, Language::French), largest(Channel::Facebook, Language::French),
                             worst(Language::French), worst(Language::English)}),
                 lengths);
    }

    // BRIEF §3.3's guarantee, for lists of 1, 2, 3, 4, 7 and 40 communes too.
    void theWorstCaseFits()
    {
        for (const Template &owner : m_catalogue.templates())
            for (const int communes : {1, 2, 3, 4, 6, 7, 40})
                for (const Channel channel : allChannels)
                    for (const Language language : bothLanguages)
                        check(owner, rendered(owner, worstOf(owner, communes), channel, language), channel, language);
    }

    void everyDepartmentFits()
    {
        // Longest names of each article: Indre’s neighbours and the extremes.
        const QList<place::Department> departments{
            {QStringLiteral("04"), QStringLiteral("Alpes-de-Haute-Provence"), place::Article::Les},
            {QStringLiteral("64"), QStringLiteral("Pyrénées-Atlantiques"), place::Article::Les},
            {QStringLiteral("90"), QStringLiteral("Territoire de Belfort"), place::Article::Le},
            {QStringLiteral("54"), QStringLiteral("Meurthe-et-Moselle"), place::Article::None},
            {QStringLiteral("75"), QStringLiteral("Paris"), place::Article::None},
            {QStringLiteral("975"), QStringLiteral("Saint-Pierre-et-Miquelon"), place::Article::None},
            {QStringLiteral("93"), QStringLiteral("Seine-Saint-Denis"), place::Article::La},
            {QStringLiteral("22"), QStringLiteral("Côtes-d'Armor"), place::Article::Les}};
        for (const place::Department &department : departments)
            for (const Template &owner : m_catalogue.templates())
                for (const Language language : bothLanguages) {
                    const Rendered result = rendered(owner, examplesOf(owner), Channel::X, language, department);
                    QVERIFY2(result.fits, qPrintable(owner.id + department.name + QString::number(result.length)));
                }
    }

    void listsFoldAtTheChannelsMeasure_data()
    {
        QTest::addColumn<Channel>("channel");
        QTest::addColumn<int>("communes");
        QTest::addColumn<bool>("folded");
        QTest::newRow("x 3") << Channel::X << 3 << false;
        QTest::newRow("x 4") << Channel::X << 4 << true;
        QTest::newRow("bluesky 3") << Channel::Bluesky << 3 << false;
        QTest::newRow("bluesky 4") << Channel::Bluesky << 4 << true;
        QTest::newRow("mastodon 6") << Channel::Mastodon << 6 << false;
        QTest::newRow("mastodon 7") << Channel::Mastodon << 7 << true;
        QTest::newRow("facebook 40") << Channel::Facebook << 40 << false;
        QTest::newRow("site 40") << Channel::Site << 40 << false;
    }
    void listsFoldAtTheChannelsMeasure()
    {
        QFETCH(Channel, channel);
        QFETCH(int, communes);
        QFETCH(bool, folded);
        QJsonObject values = minimumOf(byId("inondation"));
        QJsonArray list;
        for (int i = 0; i < communes; ++i)
            list << QJsonObject{{QStringLiteral("nom"), QStringLiteral("Le Blanc")}, {QStringLiteral("tncc"), 2}};
        values.insert(QStringLiteral("communes"), list);
        const Rendered result = rendered(byId("inondation"), values, channel, Language::French);
        QCOMPARE(result.text.contains(QStringLiteral("dans %1 communes").arg(communes)), folded);
        QCOMPARE(droppedKeys(result), folded ? QStringList{QStringLiteral("communes")} : QStringList());
    }

    // {url:domaine} shows the host; the facet carries the whole address.
    void blueskyLinksToTheWholeAddress()
    {
        for (const Template &owner : m_catalogue.templates()) {
            const auto values = valuesFromJson(owner, examplesOf(owner));
            QVERIFY(values);
            const QString text = rendered(owner, examplesOf(owner), Channel::Bluesky, Language::French).text;
            const QString address = owner.field(u"url")->example.toString();
            const auto facets = facetsOf(text, addressesByHost(*values));
            QVERIFY2(std::ranges::any_of(facets, [&](const Facet &facet) { return facet.target == address; }),
                     qPrintable(text));
            for (const Facet &facet : facets) {
                const QByteArray shown = text.toUtf8().mid(facet.byteStart, facet.byteEnd - facet.byteStart);
                QVERIFY2(facet.kind == Facet::Kind::Tag ? shown == '#' + facet.target.toUtf8()
                                                        : facet.target.toUtf8().contains(shown),
                         shown.constData());
            }
        }
    }

    void whatWasDroppedIsSaid()
    {
        const Template &owner = byId("dementi");
        const Rendered result = rendered(owner, worstOf(owner, 1), Channel::X, Language::French);
        QCOMPARE(result.length, 280);
        QCOMPARE(droppedKeys(result), QStringList{QStringLiteral("url")});
        QCOMPARE(droppedLabels(owner, result, Language::French), QStringList{QStringLiteral("lien")});
        const Template &allClear = byId("fin-alerte");
        const Rendered cut = rendered(allClear, worstOf(allClear, 3), Channel::X, Language::French);
        QCOMPARE(droppedKeys(cut),
                 (QStringList{QStringLiteral("url"), QStringLiteral("Merci à la population et aux secours."),
                              QStringLiteral("communes")}));
    }

    void aTextTooLongIsRefusedWhole()
    {
        // A department with the longest name the reader takes, in a message already full.
        const place::Department department{QStringLiteral("99"), QString(80, QLatin1Char('X')), place::Article::Les};
        const Template &owner = byId("premier-message");
        const Rendered result = rendered(owner, worstOf(owner, 3), Channel::X, Language::French, department);
        QVERIFY(!result.fits && result.length > 280);
        QVERIFY(result.text.endsWith(QStringLiteral("15h30.")));
    }

    void anExerciseSaysSoFirst()
    {
        for (const Template &owner : m_catalogue.templates())
            for (const Channel channel : allChannels)
                for (const Language language : bothLanguages) {
                    const Rendered result = rendered(owner, examplesOf(owner), channel, language, indre, true);
                    QVERIFY(result.text.startsWith(language == Language::French
                                                       ? QStringLiteral("EXERCICE EXERCICE EXERCICE – ")
                                                       : QStringLiteral("EXERCISE EXERCISE EXERCISE – ")));
                    QVERIFY2(result.fits, qPrintable(owner.id + u' ' + channelName(channel) + languageCode(language) +
                                                     QString::number(result.length)));
                }
    }

    void aDraftShowsWhatIsMissing()
    {
        const Template &owner = byId("inondation");
        const auto values = valuesFromJson(owner, {}, Completeness::Partial);
        QVERIFY(values && values->isEmpty());
        const Rendered result = render(m_catalogue, owner, *values, {Channel::X, Language::French, indre, false});
        QVERIFY(result.text.contains(QStringLiteral("niveau … à …")));
        QCOMPARE(fieldFailures(owner, {}).keys(), (QStringList{QStringLiteral("communes"), QStringLiteral("coursEau"),
                                                               QStringLiteral("heure"), QStringLiteral("tendance")}));
    }

    void nightsOfChange()
    {
        QJsonObject values = minimumOf(byId("rectificatif"));
        values.insert(QStringLiteral("initial"), QStringLiteral("2026-10-25T00:30:00Z"));
        values.insert(QStringLiteral("heure"), QStringLiteral("2026-10-25T01:30:00Z"));
        const QString text = rendered(byId("rectificatif"), values, Channel::X, Language::French).text;
        QVERIFY(text.contains(QStringLiteral("message de 2h30")) && text.contains(QStringLiteral("exacte à 2h30")));
    }

    // What a person types is never read as template language, nor as anything else.
    void typedTextIsText_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char *typed : {"{{heure}}", "{dep:tag}", "[[9| x]]", "${x}", "%n %1 %s", "<img onerror>", "=cmd|x",
                                  "a]] b", "\\1 \\g<0>", "{"})
            QTest::newRow(typed) << QString::fromUtf8(typed);
    }
    void typedTextIsText()
    {
        QFETCH(QString, typed);
        for (const Channel channel : allChannels) {
            QJsonObject values = examplesOf(byId("mise-a-l-abri"));
            values.insert(QStringLiteral("motif"), QStringLiteral("x ") + typed);
            values.insert(QStringLiteral("motifEn"), QStringLiteral("x ") + typed);
            const Rendered result = rendered(byId("mise-a-l-abri"), values, channel, Language::English);
            QVERIFY2(result.text.contains(typed), qPrintable(result.text));
        }
    }

    void theNextPointIsOpenToEveryTemplate()
    {
        for (const Template &owner : m_catalogue.templates()) {
            QJsonObject values = examplesOf(owner);
            values.insert(QStringLiteral("prochainPoint"), QStringLiteral("2026-11-14T23:05:00+01:00"));
            const QString text = rendered(owner, values, Channel::Facebook, Language::French).text;
            const bool shown = text.contains(QStringLiteral("23\u00A0h\u00A005"));
            QVERIFY(shown || owner.id == QLatin1String("relais-campagne") || owner.id == QLatin1String("elections"));
        }
    }
};

QTEST_GUILESS_MAIN(TestRender)
#include "tst_render.moc"
