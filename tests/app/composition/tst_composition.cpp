// SPDX-License-Identifier: EUPL-1.2
#include "app/composition/composer.h"
#include "app/composition/content.h"
#include "app/composition/home_board.h"
#include "app/composition/proposals.h"
#include "tests/app/phone.h"

#include <QJsonArray>
#include <QLocale>
#include <QSignalSpy>
#include <QtTest>

using namespace astreinte;

namespace {

const QDateTime halfPastTwo(QDate(2026, 11, 14), QTime(13, 30), Qt::UTC); // 14 h 30 in Paris
const QString chateauroux = QStringLiteral("36044");

} // namespace

// What the form proposes by itself, what it shows, and how often it says so.
class TestComposition : public QObject
{
    Q_OBJECT

private:
    app::Content m_content;

    [[nodiscard]] QJsonObject proposed(const QString &templateId, std::optional<place::Coordinates> where,
                                       const QJsonObject &typed = {}) const
    {
        app::Draft draft;
        draft.templateId = templateId;
        draft.values = typed;
        app::propose(draft, m_content, where, halfPastTwo);
        return draft.values;
    }

    [[nodiscard]] place::Coordinates centre(const QString &code) const
    {
        return *m_content.communes().byCode(code)->centre;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_content.loadBundled()); }

    // The data file: premier-message has a default for its hour and a follow-up within 60 minutes.
    void the_first_message_comes_with_hour_place_and_next_update()
    {
        const auto values = proposed(QStringLiteral("premier-message"), centre(chateauroux));
        QCOMPARE(values[QLatin1String("heure")].toString(), QStringLiteral("2026-11-14T14:30:00+01:00"));
        QCOMPARE(values[QLatin1String("prochainPoint")].toString(), QStringLiteral("2026-11-14T15:30:00+01:00"));
        QCOMPARE(values[QLatin1String("commune")][QLatin1String("code")].toString(), chateauroux);
        QVERIFY(!values.contains(QLatin1String("evenement")));
        QVERIFY(!values.contains(QLatin1String("consigne")));
    }

    void several_municipalities_begin_with_the_photo_s()
    {
        const auto communes = proposed(QStringLiteral("inondation"), centre(chateauroux))[QLatin1String("communes")];
        QCOMPARE(communes.toArray().size(), 1);
        QCOMPARE(communes.toArray().first()[QLatin1String("code")].toString(), chateauroux);
    }

    void near_a_border_a_person_says_which()
    {
        const auto here = centre(chateauroux);
        const auto next = *m_content.communes().nearest(here, 2).at(1).commune.centre;
        const place::Coordinates between{(here.latitude + next.latitude) / 2, (here.longitude + next.longitude) / 2};
        QVERIFY(!m_content.certainCommune(between));
        QVERIFY(!proposed(QStringLiteral("premier-message"), between).contains(QLatin1String("commune")));
        QVERIFY(!proposed(QStringLiteral("premier-message"), std::nullopt).contains(QLatin1String("commune")));
    }

    void what_was_typed_is_kept()
    {
        const QJsonObject typed{
            {QStringLiteral("heure"), QStringLiteral("2026-11-14T12:00:00+01:00")},
            {QStringLiteral("commune"), QJsonObject{{QStringLiteral("code"), QStringLiteral("36018")}}}};
        const auto values = proposed(QStringLiteral("premier-message"), centre(chateauroux), typed);
        QCOMPARE(values[QLatin1String("heure")], typed[QLatin1String("heure")]);
        QCOMPARE(values[QLatin1String("commune")], typed[QLatin1String("commune")]);
    }

    // A configuration names its documents by their digests; what is neither in it nor here is to be asked for.
    void a_document_that_is_neither_sent_nor_held_is_wanted()
    {
        const auto named = [](const QString &sha256) { return QJsonObject{{QStringLiteral("sha256"), sha256}}; };
        const QString unknown(64, QLatin1Char('7'));
        const auto held = m_content.digests();
        QJsonObject configuration{{QStringLiteral("templates"), named(held.at(0))},
                                  {QStringLiteral("rights"), named(held.at(1))}};
        QVERIFY(!m_content.wanted(configuration));
        configuration[QStringLiteral("rights")] = named(unknown);
        QCOMPARE(m_content.wanted(configuration)->name, QStringLiteral("rights"));
        QCOMPARE(m_content.wanted(configuration)->sha256, unknown);
        configuration[QStringLiteral("templates")] = named(unknown);
        QCOMPARE(m_content.wanted(configuration)->name, QStringLiteral("templates"));
        for (const auto *name : {"templates", "rights"}) {
            auto sent = named(unknown);
            sent.insert(QStringLiteral("document"), QStringLiteral("{}")); // whether it is the right one is for apply()
            configuration[QLatin1String(name)] = sent;
        }
        QVERIFY(!m_content.wanted(configuration));
    }

    void choosing_a_template_is_one_edit()
    {
        tests::Phone phone;
        QVERIFY(phone.choosePin());
        auto *composer = phone.app().composer();
        composer->begin(QStringLiteral("proposal"));
        const QSignalSpy shown(composer->fields(), &QAbstractItemModel::rowsInserted);
        const QSignalSpy shownAgain(composer->fields(), &QAbstractItemModel::dataChanged);
        composer->selectTemplate(QStringLiteral("premier-message"));
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shownAgain.size(), 0);
        QVERIFY(
            !composer->fields()->find(QStringLiteral("prochainPoint"))[QStringLiteral("value")].toString().isEmpty());
    }

    void the_first_message_opens_by_itself_while_it_is_due()
    {
        tests::Phone phone;
        QVERIFY(phone.choosePin());
        auto *composer = phone.app().composer();
        composer->begin(QStringLiteral("proposal"));
        QVERIFY(!composer->proposeFirstMessage()); // no incident
        phone.app().home()->openIncident(QStringLiteral("Crue de l’Indre"), QDateTime::currentDateTimeUtc());
        composer->begin(QStringLiteral("proposal"));
        QVERIFY(composer->proposeFirstMessage());
        QCOMPARE(composer->templateId(), QStringLiteral("premier-message"));
    }

    // BRIEF §3.4: numbers as the language writes them, read back as they are shown.
    void decimals_are_written_as_the_language_writes_them_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("shown");
        QTest::newRow("French") << QLocale(QLocale::French, QLocale::France) << QStringLiteral("2,85");
        QTest::newRow("English") << QLocale(QLocale::English, QLocale::UnitedKingdom) << QStringLiteral("2.85");
    }

    void decimals_are_written_as_the_language_writes_them()
    {
        QFETCH(QLocale, locale);
        QFETCH(QString, shown);
        const auto before = QLocale();
        const auto back = qScopeGuard([&] { QLocale::setDefault(before); });
        QLocale::setDefault(locale);
        tests::Phone phone;
        QVERIFY(phone.choosePin());
        auto *composer = phone.app().composer();
        composer->begin(QStringLiteral("proposal"));
        composer->selectTemplate(QStringLiteral("inondation"));
        for (const auto &typed : {QStringLiteral("2,85"), QStringLiteral("2.85"), shown}) {
            composer->setValue(QStringLiteral("cote"), typed);
            const auto row = composer->fields()->find(QStringLiteral("cote"));
            QCOMPARE(row[QStringLiteral("value")].toString(), shown);
            QCOMPARE(row[QStringLiteral("error")].toString(), QString());
        }
    }
};

QTEST_MAIN(TestComposition)
#include "tst_composition.moc"
