// SPDX-License-Identifier: EUPL-1.2
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QtTest>

// The link list is the architecture: dependencies point one way, qml → app → core ← server, platform → app. core/ knows
// Qt Core and OpenSSL only: no network, no screen, no database.
namespace {

struct Line
{
    QString file;
    int number = 0;
    QString text;
};

QString root()
{
    return QStringLiteral(ASTREINTE_SOURCE_DIR);
}

QList<Line> linesOf(const QString &folder, const QStringList &patterns)
{
    QList<Line> lines;
    QDirIterator files(root() + QLatin1Char('/') + folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto name = QDir(root()).relativeFilePath(file.fileName());
        int number = 0;
        for (const auto &line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n')))
            lines.append({name, ++number, line});
    }
    return lines;
}

const QStringList &cppFiles()
{
    static const QStringList patterns{QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.mm")};
    return patterns;
}

// The file between <> or "", empty when the line includes nothing.
QString included(const QString &line)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    return include.match(line).captured(1);
}

bool isQtCore(const QString &header)
{
    const auto folder = QLibraryInfo::path(QLibraryInfo::HeadersPath) + QStringLiteral("/QtCore/");
    const auto name = header.startsWith(QLatin1String("QtCore/")) ? header.sliced(7) : header;
    return !name.contains(QLatin1Char('/')) && name.startsWith(QLatin1Char('Q'), Qt::CaseInsensitive) &&
           QFile::exists(folder + name);
}

// What core/ may include: itself, Qt Core, OpenSSL, tl::expected and the C++ standard library; of the system, files.
bool allowedInCore(const QString &header)
{
    static const QRegularExpression standard(QStringLiteral("^[a-z0-9_]+$"));
    return header.startsWith(QLatin1String("core/")) || header.startsWith(QLatin1String("openssl/")) ||
           header == QLatin1String("tl/expected.hpp") || header == QLatin1String("fcntl.h") ||
           standard.match(header).hasMatch() || isQtCore(header);
}

struct Rule
{
    const char *folder;
    QStringList forbidden; // beginnings of project headers
};

const QList<Rule> &includeRules()
{
    static const auto list = [](const char *names) { return QString::fromLatin1(names).split(QLatin1Char(' ')); };
    static const QList<Rule> rules{
        {"core/disk", list("core/signature core/submission core/message core/rights core/place core/sealing")},
        {"core/signature", list("core/submission core/message core/rights core/place core/sealing")},
        {"core/submission", list("core/message core/rights core/place core/sealing")},
        {"core/sealing", list("core/submission core/message core/rights core/place")},
        {"server", list("app/ platform/ qml/ tests/")},
        {"app", list("server/ platform/ qml/ tests/")},
        {"platform", list("server/ qml/ tests/")},
    };
    return rules;
}

// The targets named in the calls of one CMakeLists.txt, comments apart.
QStringList targetsIn(const QString &text)
{
    static const QRegularExpression target(QStringLiteral(R"(\b\w+::\w+\b)"));
    QStringList targets;
    for (auto line : text.split(QLatin1Char('\n'))) {
        line.truncate(line.indexOf(QLatin1Char('#')) < 0 ? line.size() : line.indexOf(QLatin1Char('#')));
        for (auto found = target.globalMatch(line); found.hasNext();)
            targets.append(found.next().captured());
    }
    return targets;
}

// What the targets of a folder must not link.
QRegularExpression forbiddenLinks(const QString &folder)
{
    static const QHash<QString, QString> rules{
        {QStringLiteral("core"), QStringLiteral("^(?!Qt6::Core$|OpenSSL::Crypto$|tl::expected$|astreinte::core_)")},
        {QStringLiteral("server"),
         QStringLiteral("^(astreinte::(app|platform|qml)|Qt6::(Gui|Widgets|Qml|Quick|Multimedia|Positioning))")},
        {QStringLiteral("app"), QStringLiteral("^astreinte::(server|platform)")},
        {QStringLiteral("platform"), QStringLiteral("^astreinte::server")},
    };
    return QRegularExpression(rules.value(folder));
}

bool mayLink(const char *folder, const char *target)
{
    return !forbiddenLinks(QString::fromLatin1(folder)).match(QString::fromLatin1(target)).hasMatch();
}

// The composition root alone knows which implementations the ports get: app/main.cpp, and the executable's link line.
bool isCompositionRoot(const Line &line)
{
    return line.file == QLatin1String("app/main.cpp") ||
           (line.file == QLatin1String("app/CMakeLists.txt") &&
            line.text.contains(QLatin1String("target_link_libraries(astreinte PRIVATE")));
}

QString place(const Line &line)
{
    return QStringLiteral("%1:%2 %3").arg(line.file).arg(line.number).arg(line.text.trimmed());
}

} // namespace

class Dependencies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRulesBite();
    void coreIncludesOnlyWhatItMay();
    void includesPointOneWay();
    void linksPointOneWay_data();
    void linksPointOneWay();
    void everyFolderSaysWhatItIs();
    void certificateErrorsAreNeverIgnored();
    void freeSpaceIsAskedOfTheFileSystem();
};

// The rules themselves, against what they are there for.
void Dependencies::theRulesBite()
{
    for (const auto *line : {"#include <QTcpSocket>",
                             "#include <QNetworkAccessManager>",
                             "#include <QSslSocket>",
                             "#include <QtNetwork/QHostAddress>",
                             "#include <QImage>",
                             "#include <QGuiApplication>",
                             "#include <QtGui/QColor>",
                             "#include <QQmlEngine>",
                             "#include <QQuickItem>",
                             "#include <QSqlDatabase>",
                             "#include <QtSql>",
                             "#include <sqlite3.h>",
                             "#include <sys/socket.h>",
                             "#include <netdb.h>",
                             "#include <boost/asio.hpp>",
                             "#include <curl/curl.h>",
                             "#include <unistd.h>",
                             "#include \"app/sync/courier.h\"",
                             "#include \"server/storage/store.h\"",
                             "#  include <QtQml/qqmlregistration.h>"}) {
        const auto header = included(QString::fromLatin1(line));
        QVERIFY2(!header.isEmpty() && !allowedInCore(header), line);
    }
    for (const auto *line :
         {"#include <QString>", "#include <QtCore/QObject>", "#include <vector>", "#include <openssl/evp.h>",
          "#include <tl/expected.hpp>", "#include \"core/failure.h\"", "#include <QtEndian>"})
        QVERIFY2(allowedInCore(included(QString::fromLatin1(line))), line);
    QVERIFY(!mayLink("core", "Qt6::Network") && !mayLink("core", "Qt6::Sql") && !mayLink("core", "Qt6::CoreTools"));
    QVERIFY(mayLink("core", "Qt6::Core") && mayLink("core", "astreinte::core_failure"));
    QVERIFY(!mayLink("server", "astreinte::app_vault") && !mayLink("server", "Qt6::Gui"));
    QVERIFY(!mayLink("app", "astreinte::server_http") && !mayLink("platform", "astreinte::server_http"));
    QCOMPARE(targetsIn(QStringLiteral("# Qt6::Gui\nLINKS Qt6::Core a::b) # c::d")),
             QStringList({QStringLiteral("Qt6::Core"), QStringLiteral("a::b")}));
}

void Dependencies::coreIncludesOnlyWhatItMay()
{
    int seen = 0;
    QStringList refused;
    for (const auto &line : linesOf(QStringLiteral("core"), cppFiles())) {
        const auto header = included(line.text);
        seen += header.isEmpty() ? 0 : 1;
        if (!header.isEmpty() && !allowedInCore(header))
            refused.append(place(line));
    }
    QVERIFY(seen > 100);
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join(QLatin1Char('\n'))));
}

void Dependencies::includesPointOneWay()
{
    QStringList refused;
    for (const auto &rule : includeRules())
        for (const auto &line : linesOf(QString::fromLatin1(rule.folder), cppFiles()))
            for (const auto &forbidden : rule.forbidden)
                if (included(line.text).startsWith(forbidden) && !isCompositionRoot(line))
                    refused.append(place(line));
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join(QLatin1Char('\n'))));
}

void Dependencies::linksPointOneWay_data()
{
    QTest::addColumn<QString>("folder");
    for (const auto *folder : {"core", "server", "app", "platform"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void Dependencies::linksPointOneWay()
{
    QFETCH(QString, folder);
    const auto forbidden = forbiddenLinks(folder);
    QStringList refused;
    int seen = 0;
    for (const auto &line : linesOf(folder, {QStringLiteral("CMakeLists.txt")}))
        for (const auto &target : targetsIn(line.text)) {
            ++seen;
            if (forbidden.match(target).hasMatch() && !isCompositionRoot(line))
                refused.append(place(line));
        }
    QVERIFY(seen > 0);
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join(QLatin1Char('\n'))));
}

void Dependencies::everyFolderSaysWhatItIs()
{
    QStringList silent;
    for (const auto *folder : {"core", "server", "app", "platform", "qml", "tests"})
        for (const auto &line : linesOf(QString::fromLatin1(folder), {QStringLiteral("CMakeLists.txt")}))
            if (line.number == 1 && !line.text.startsWith(QLatin1String("# ")))
                silent.append(line.file);
    QVERIFY2(silent.isEmpty(), qPrintable(silent.join(QLatin1Char('\n'))));
}

// SECURITY §3: TLS errors end the connection; no source may look away. The first contact of an enrolment knows no
// authority yet: it checks the pin of the invitation and closes without having sent a byte (docs/protocol.md §3).
void Dependencies::certificateErrorsAreNeverIgnored()
{
    QStringList refused;
    for (const auto *folder : {"core", "server", "app", "platform", "qml"})
        for (const auto &line : linesOf(QString::fromLatin1(folder), cppFiles())) {
            const auto code = line.text.section(QStringLiteral("//"), 0, 0);
            const bool firstContact = line.file == QLatin1String("app/enrolment/first_contact.cpp");
            if (code.contains(QLatin1String("ignoreSslErrors")) ||
                (code.contains(QLatin1String("VerifyNone")) && !firstContact))
                refused.append(place(line));
        }
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join(QLatin1Char('\n'))));
}

// QStorageInfo looks the folder up in the table of mounts and says -1 where it is not in it, as in a chroot: a server
// there took its disk for full. std::filesystem::space asks the file system itself.
void Dependencies::freeSpaceIsAskedOfTheFileSystem()
{
    QStringList refused;
    for (const auto *folder : {"core", "server", "app", "platform"})
        for (const auto &line : linesOf(QString::fromLatin1(folder), cppFiles()))
            if (line.text.section(QStringLiteral("//"), 0, 0).contains(QLatin1String("QStorageInfo")))
                refused.append(place(line));
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join(QLatin1Char('\n'))));
}

QTEST_APPLESS_MAIN(Dependencies)
#include "tst_dependencies.moc"
