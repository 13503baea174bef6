// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"
#include "app/capture/photo_use.h"
#include "app/composition/content.h"
#include "app/composition/draft.h"
#include "app/outbox/outbox_item.h"
#include "app/vault/disk.h"
#include "app/vault/vault.h"
#include "assets/assets.h"
#include "core/signature/bytes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <utility>

using namespace astreinte;

namespace {

// The bundled table with other words for one answer, as a prefecture's lawyer would send it.
QByteArray changedTable(const QString &question, const QString &answer, const QJsonObject &words)
{
    auto table = QJsonDocument::fromJson(assets::imageRights()).object();
    table.insert(QStringLiteral("version"), QStringLiteral("9.0.0"));
    auto questions = table[QLatin1String("questions")].toArray();
    for (auto &&entry : questions) {
        auto one = entry.toObject();
        if (one[QLatin1String("id")].toString() != question)
            continue;
        auto answers = one[QLatin1String("answers")].toArray();
        for (auto &&given : answers) {
            auto changed = given.toObject();
            if (changed[QLatin1String("id")].toString() == answer)
                for (auto word = words.begin(); word != words.end(); ++word)
                    changed.insert(word.key(), word.value());
            given = changed;
        }
        one.insert(QStringLiteral("answers"), answers);
        entry = one;
    }
    table.insert(QStringLiteral("questions"), questions);
    return QJsonDocument(table).toJson();
}

QJsonObject configuration(qint64 version, const QByteArray &table)
{
    const auto digest = [](const QByteArray &bytes) {
        return QString::fromLatin1(signature::hex(signature::sha256(bytes)));
    };
    return {{QStringLiteral("version"), version},
            {QStringLiteral("templates"), QJsonObject{{QStringLiteral("sha256"), digest(assets::templates())}}},
            {QStringLiteral("rights"), QJsonObject{{QStringLiteral("sha256"), digest(table)},
                                                   {QStringLiteral("document"), QString::fromUtf8(table)}}}};
}

// Scenario S01 of image-rights.json (a street without people), with a number plate.
app::Photo photoWithPlate()
{
    app::Photo photo;
    photo.altFr = QStringLiteral("Rue inondée.");
    photo.pixels = {640, 480};
    photo.rendition = app::RenditionRecord{QStringLiteral("x"), QByteArray(32, 'r'), 1, {640, 480}, {}};
    for (const auto *answer :
         {"Q01-moi", "Q02-public", "Q03-non", "Q04-non", "Q05-aucune", "Q08-non", "Q09-non", "Q11-non", "Q14-plaque",
          "Q15-non", "Q16-non", "Q17-non", "Q18-non", "Q19-non", "Q20-oui", "Q21-non", "Q22-commune"})
        photo.answers.insert(QString::fromLatin1(answer).section(QLatin1Char('-'), 0, 0), QString::fromLatin1(answer));
    return photo;
}

} // namespace

// Another rights table from the server changes what the phone asks and decides, at once and without a rebuild.
class TestRightsInForce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_vault = std::make_unique<app::Vault>(m_folder->filePath(QStringLiteral("vault")), m_disk);
        const auto keys = m_vault->create(signature::Secret("246813"), signature::Secret(QByteArray(32, 'k')));
        QVERIFY(keys && m_vault->open(*keys));
    }

    void anotherTableChangesTheVerdict()
    {
        app::Content content;
        QVERIFY(content.loadBundled());
        const auto photo = photoWithPlate();
        const auto before = app::assessPhoto(content, photo);
        QVERIFY(before && !before->publishable);
        QCOMPARE(before->openRequirements, QStringList{QStringLiteral("blur-plates")});

        QSignalSpy changed(&content, &app::Content::changed);
        const auto lenient = changedTable(QStringLiteral("Q14"), QStringLiteral("Q14-plaque"),
                                          {{QStringLiteral("outcome"), QStringLiteral("publishable")},
                                           {QStringLiteral("requirements"), QJsonArray()}});
        const auto done = content.apply(configuration(1, lenient), *m_vault);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().toString()));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(content.rights().version, QStringLiteral("9.0.0"));
        QVERIFY(app::assessPhoto(content, photo)->publishable);

        const auto severe = changedTable(QStringLiteral("Q20"), QStringLiteral("Q20-oui"),
                                         {{QStringLiteral("outcome"), QStringLiteral("forbidden")}});
        QVERIFY(content.apply(configuration(2, severe), *m_vault));
        const auto after = app::assessPhoto(content, photo);
        QVERIFY(after && !after->publishable);
        QCOMPARE(after->outcome, QStringLiteral("forbidden"));
        // The next start decides by it too.
        app::Content restarted;
        QVERIFY(restarted.loadBundled() && restarted.loadStored(*m_vault));
        QCOMPARE(app::assessPhoto(restarted, photo)->outcome, QStringLiteral("forbidden"));
    }

    // BRIEF §2.2, point 6: another caption or another channel re-runs Q05 to Q22.
    void anotherUseAsksAgain_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QStringList>("channels");
        QTest::addColumn<bool>("again");
        const auto site = QStringLiteral("site");
        const auto publish = QStringLiteral("publish");
        const auto first = QStringLiteral("premier-message");
        QTest::newRow("the same") << publish << first << QStringList{site, QStringLiteral("x")} << false;
        QTest::newRow("fewer channels") << publish << first << QStringList{site} << false;
        QTest::newRow("one more channel")
            << publish << first << QStringList{site, QStringLiteral("x"), QStringLiteral("facebook")} << true;
        QTest::newRow("another channel") << publish << first << QStringList{QStringLiteral("facebook")} << true;
        QTest::newRow("another message") << publish << QStringLiteral("inondation") << QStringList{site} << true;
        QTest::newRow("a correction") << QStringLiteral("correct") << first << QStringList{site} << true;
    }
    void anotherUseAsksAgain()
    {
        QFETCH(QString, action);
        QFETCH(QString, message);
        QFETCH(QStringList, channels);
        QFETCH(bool, again);
        app::Content content;
        QVERIFY(content.loadBundled());
        auto photo = photoWithPlate();
        app::Draft draft;
        draft.id = QStringLiteral("first");
        draft.templateId = QStringLiteral("premier-message");
        draft.channels = {QStringLiteral("x"), QStringLiteral("site")};
        QVERIFY(app::followUseOf(photo, app::useOf(draft), content.rights())); // what the answers were given for
        QCOMPARE(photo.answers.size(), 17);
        draft.id = QStringLiteral("second");
        draft.action = action;
        draft.templateId = message;
        draft.channels = channels;
        QCOMPARE(app::followUseOf(photo, app::useOf(draft), content.rights()), again);
        QCOMPARE(photo.answers.contains(QStringLiteral("Q05")), !again);
        QCOMPARE(photo.answers.contains(QStringLiteral("Q22")), !again);
        QVERIFY(photo.answers.contains(QStringLiteral("Q01"))); // where it was taken does not depend on its use
        photo.answers = photoWithPlate().answers;
        QVERIFY(!app::followUseOf(photo, app::useOf(draft), content.rights())); // asked once for each use
    }

    // What was submitted and comes back is another caption as soon as a word of it changes: asked once for each
    // revision.
    void otherWordsInARevisionAskAgain()
    {
        app::Content content;
        QVERIFY(content.loadBundled());
        auto photo = photoWithPlate();
        const auto answers = photo.answers;
        app::OutboxItem item;
        item.draft.id = QStringLiteral("first");
        item.draft.templateId = QStringLiteral("inondation");
        item.draft.channels = {QStringLiteral("site")};
        item.draft.values = {{QStringLiteral("coursEau"), QStringLiteral("l’Indre")}};
        item.state = submission::State::Returned;
        QVERIFY(app::followUseOf(photo, app::useOf(item.draft), content.rights()));
        item.draft.values.insert(QStringLiteral("cote"), 2.5);
        QVERIFY(!app::followUseOf(photo, app::useOf(item.draft), content.rights())); // being written for the first time

        for (int revision = 2; revision < 4; ++revision) {
            auto draft = app::Draft::fromJson(item.nextDraft().toJson()).value();
            QCOMPARE(draft.revision, revision);
            QVERIFY(!app::followUseOf(photo, app::useOf(draft), content.rights())); // the same words
            const auto before = draft.values;
            draft.values.insert(QStringLiteral("cote"), 2.5 + revision);
            QVERIFY(app::followUseOf(photo, app::useOf(draft), content.rights()));
            QVERIFY(!photo.answers.contains(QStringLiteral("Q05")) && photo.answers.contains(QStringLiteral("Q01")));
            photo.answers = answers;
            draft.values.insert(QStringLiteral("cote"), 9.5);
            QVERIFY(!app::followUseOf(photo, app::useOf(draft), content.rights()));
            const auto said = std::exchange(draft.values, before);
            QVERIFY(!app::followUseOf(photo, app::useOf(draft), content.rights())); // thought better of it
            draft.values = said;
            item.draft = draft;
        }
    }

    // Q22, « Précision de lieu publiable ? »: in the picture itself, the commune at most, and never the position.
    void thePlaceLeavesAsFarAsAnswered_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("city");
        QTest::newRow("the commune") << QStringLiteral("Q22-commune") << QStringLiteral("Châteauroux");
        QTest::newRow("exact") << QStringLiteral("Q22-exacte") << QStringLiteral("Châteauroux");
        QTest::newRow("none") << QStringLiteral("Q22-aucune") << QString();
        QTest::newRow("not answered") << QString() << QString();
    }
    void thePlaceLeavesAsFarAsAnswered()
    {
        QFETCH(QString, answer);
        QFETCH(QString, city);
        app::Content content;
        QVERIFY(content.loadBundled());
        auto photo = photoWithPlate();
        photo.commune = QStringLiteral("36044");
        photo.author = QStringLiteral("Agent A");
        photo.licence = QStringLiteral("Licence Ouverte 2.0");
        photo.fix = app::Fix{46.81234, 1.69876, 5, {}, QStringLiteral("gnss"), false, 151.5, 275.0};
        photo.answers.insert(QStringLiteral("Q22"), answer);
        const auto rights = app::publicRights(content, photo);
        QCOMPARE(rights.city, city);
        const QString said = rights.credit + rights.creator + rights.notice + rights.usageTerms + rights.modelRelease +
                             rights.digitalSourceType + rights.city;
        for (const auto *number : {"46.8", "1.69", "151", "275"})
            QVERIFY2(!said.contains(QLatin1String(number)), number);
    }

    void aTableWithAnErrorChangesNothing()
    {
        app::Content content;
        QVERIFY(content.loadBundled());
        const auto wrong = changedTable(QStringLiteral("Q14"), QStringLiteral("Q14-plaque"),
                                        {{QStringLiteral("requirements"), QJsonArray{QStringLiteral("no-such")}}});
        QVERIFY(!content.apply(configuration(1, wrong), *m_vault));
        QCOMPARE(app::assessPhoto(content, photoWithPlate())->openRequirements,
                 QStringList{QStringLiteral("blur-plates")});
        app::Content restarted;
        QVERIFY(restarted.loadBundled() && restarted.loadStored(*m_vault));
        QVERIFY(restarted.rights().version != QStringLiteral("9.0.0"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    app::PosixDisk m_disk;
    std::unique_ptr<app::Vault> m_vault;
};

QTEST_GUILESS_MAIN(TestRightsInForce)
#include "tst_rights_in_force.moc"
