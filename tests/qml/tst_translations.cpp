// SPDX-License-Identifier: EUPL-1.2
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

struct Message
{
    QString context;
    QString source;
    QString explanation; // the translator's comment, "//:" in the sources
    QStringList forms;
    bool unfinished = false;
};

QList<Message> readMessages(const QString &path)
{
    QList<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1String("message"))
            messages.append({context, {}, {}, {}, false});
        else if (xml.name() == QLatin1String("source"))
            messages.last().source = xml.readElementText();
        else if (xml.name() == QLatin1String("extracomment"))
            messages.last().explanation = xml.readElementText();
        else if (xml.name() == QLatin1String("numerusform"))
            messages.last().forms << xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            messages.last().unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            const auto text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            if (!text.trimmed().isEmpty())
                messages.last().forms << text;
        }
    }
    return messages;
}

QSet<QString> keys(const QList<Message> &messages)
{
    QSet<QString> result;
    for (const auto &message : messages)
        result.insert(message.context + QStringLiteral(": ") + message.source);
    return result;
}

} // namespace

// Every text that the sources show has its French translation, and nothing else is kept in the file.
class TestTranslations : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    static QString shipped(const QString &language)
    {
        return QStringLiteral(ASTREINTE_SOURCE_DIR "/assets/i18n/astreinte_%1.ts").arg(language);
    }

    // What the sources say today, without any translation.
    QList<Message> extracted(const QString &language)
    {
        const auto fresh = m_folder.filePath(QStringLiteral("fresh_%1.ts").arg(language));
        QStringList arguments{QStringLiteral(ASTREINTE_SOURCE_DIR "/assets/i18n/extract.sh"),
                              QStringLiteral(ASTREINTE_LUPDATE), QStringLiteral(ASTREINTE_SOURCE_DIR), fresh};
        if (language == QLatin1String("en"))
            arguments << QStringLiteral("-pluralonly");
        QProcess lupdate;
        lupdate.start(QStringLiteral("/bin/sh"), arguments);
        if (!lupdate.waitForFinished(60000) || lupdate.exitCode() != 0)
            qWarning() << lupdate.readAllStandardError();
        return readMessages(fresh);
    }

private Q_SLOTS:
    void filesFollowTheSources_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("French") << QStringLiteral("fr");
        QTest::newRow("English plurals") << QStringLiteral("en");
    }

    void filesFollowTheSources()
    {
        QFETCH(QString, language);
        const auto wanted = keys(extracted(language));
        const auto present = keys(readMessages(shipped(language)));
        QVERIFY(wanted.size() > 10);
        const auto missing = (wanted - present).values();
        const auto superfluous = (present - wanted).values();
        QVERIFY2(missing.isEmpty(), qPrintable(QStringLiteral("missing:\n") + missing.join(QLatin1Char('\n'))));
        QVERIFY2(superfluous.isEmpty(),
                 qPrintable(QStringLiteral("not used:\n") + superfluous.join(QLatin1Char('\n'))));
    }

    void everyTextIsTranslated_data() { filesFollowTheSources_data(); }

    void everyTextIsTranslated()
    {
        QFETCH(QString, language);
        for (const auto &message : readMessages(shipped(language))) {
            QVERIFY2(!message.unfinished && !message.forms.isEmpty(), qPrintable(message.source));
            for (const auto &form : message.forms)
                for (const auto *place : {"%1", "%2", "%3", "%4", "%n"})
                    QVERIFY2(form.contains(QLatin1String(place)) == message.source.contains(QLatin1String(place)),
                             qPrintable(message.source + QStringLiteral(" → ") + form));
        }
    }

    // BRIEF §3.4: apostrophe U+2019, no-break space before : ; ! ? » and after «.
    void frenchTypographyHolds()
    {
        static const QRegularExpression fault(
            QStringLiteral("[A-Za-zé]'[a-zé]|[^\\x{a0}/sp0-9][:](?!/)|[^\\x{a0}][;!?»]|«[^\\x{a0}]|\\.\\.\\."));
        for (const auto &message : readMessages(shipped(QStringLiteral("fr"))))
            for (const auto &form : message.forms)
                QVERIFY2(!fault.match(form).hasMatch(), qPrintable(form));
    }

    // Whoever translates must know where a text of the screens stands.
    void screensExplainTheirTexts()
    {
        QVERIFY(qmlTypes().contains(QStringLiteral("/HomePage.qml")));
        for (const auto &message : readMessages(shipped(QStringLiteral("fr")))) {
            const auto screen = qmlTypes().contains(QLatin1Char('/') + message.context + QStringLiteral(".qml"));
            QVERIFY2(!screen || !message.explanation.isEmpty(),
                     qPrintable(message.context + QStringLiteral(": ") + message.source));
        }
    }

private:
    static const QString &qmlTypes()
    {
        static const QString all = [] {
            QFile file(QStringLiteral(ASTREINTE_BINARY_DIR "/qml/Astreinte/qmldir"));
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        }();
        return all;
    }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "tst_translations.moc"
