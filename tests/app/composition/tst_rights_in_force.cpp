// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/photo_rights.h"
#include "app/composition/content.h"
#include "app/vault/disk.h"
#include "app/vault/vault.h"
#include "assets/assets.h"
#include "core/signature/bytes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

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
