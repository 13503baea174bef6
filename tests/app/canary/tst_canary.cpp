// SPDX-License-Identifier: EUPL-1.2
#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <csignal>
#include <sys/resource.h>

// A text and a picture that exist nowhere else are put into a capture; then every file, every word the process said and
// all of its memory are searched for them: while it is open (they must be found in memory, or the search is worth
// nothing), locked, open again, killed and erased.
class TestCanary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing_is_left_of_what_was_captured();
    void a_killed_phone_leaves_nothing_data();
    void a_killed_phone_leaves_nothing();
    void a_crash_leaves_no_core();

private:
    struct Needle
    {
        QByteArray name;
        QByteArray bytes;
    };
    void plant();
    // A phone with a photo and a text of the canary's, its files in a folder of its own.
    bool start(QProcess &phone, const QString &in);
    // Waits for a line that begins like this.
    bool says(QProcess &phone, const QByteArray &expected);
    static qint64 swappedKilobytes(qint64 pid);
    [[nodiscard]] QStringList inMemory(qint64 pid) const;
    [[nodiscard]] QStringList inFiles(const QString &folder) const;
    [[nodiscard]] QStringList in(const QByteArray &bytes) const;

    QByteArray m_text;
    QByteArray m_picture;
    QList<Needle> m_needles;
    QByteArray m_said;
    QByteArray m_line;
    QString m_phonesFolder;
};

void TestCanary::plant()
{
    m_picture.clear();
    auto *random = QRandomGenerator::system();
    QString text;
    for (int i = 0; i < 40; ++i)
        text.append(QLatin1Char(char('a' + random->bounded(26))));
    m_text = text.toUtf8();
    QImage image(640, 480, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, random->generate() | 0xff000000U);
    QBuffer buffer(&m_picture);
    image.save(&buffer, "jpg", 90);
    m_needles = {{"text", m_text.mid(4, 24)},
                 {"text, 16 bits a letter", QByteArray(reinterpret_cast<const char *>(text.utf16() + 4), 48)}};
    for (int i = 1; i < 10; ++i)
        m_needles.append({"file " + QByteArray::number(i), m_picture.mid(m_picture.size() * i / 10, 32)});
    const auto seen = QImage::fromData(m_picture).convertToFormat(QImage::Format_RGB32);
    for (int i = 1; i < 10; ++i)
        m_needles.append({"pixels " + QByteArray::number(i),
                          QByteArray(reinterpret_cast<const char *>(seen.constScanLine(i * 47)) + i * 200, 32)});
}

QStringList TestCanary::in(const QByteArray &bytes) const
{
    QStringList found;
    for (const auto &needle : m_needles)
        if (bytes.contains(needle.bytes))
            found.append(QString::fromLatin1(needle.name));
    return found;
}

QStringList TestCanary::inMemory(qint64 pid) const
{
    QStringList found;
    QFile maps(QStringLiteral("/proc/%1/maps").arg(pid));
    QFile memory(QStringLiteral("/proc/%1/mem").arg(pid));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {QStringLiteral("unreadable")};
    const auto lines = maps.readAll().split('\n');
    for (const auto &line : lines) {
        const auto words = line.split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw"))
            continue;
        const auto ends = words[0].split('-');
        const auto from = ends[0].toULongLong(nullptr, 16);
        const auto size = ends[1].toULongLong(nullptr, 16) - from;
        if (!memory.seek(qint64(from)))
            continue;
        for (const auto &name : in(memory.read(qint64(size))))
            found.append(name + QStringLiteral(" in ") +
                         QString::fromLatin1(words.last().isEmpty() ? words[0] : words.last()));
    }
    return found;
}

QStringList TestCanary::inFiles(const QString &folder) const
{
    QStringList found;
    for (QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        if (!file.open(QIODevice::ReadOnly))
            return {QStringLiteral("unreadable: ") + file.fileName()};
        for (const auto &name : in(file.readAll()))
            found.append(name + QStringLiteral(" in ") + file.fileName());
    }
    return found;
}

bool TestCanary::start(QProcess &phone, const QString &in)
{
    plant();
    m_said.clear();
    phone.setProcessChannelMode(QProcess::MergedChannels);
    phone.setWorkingDirectory(in);
    phone.start(QStringLiteral(CANARY_PHONE), QStringList());
    if (!phone.waitForStarted() || !says(phone, "folder "))
        return false;
    m_phonesFolder = QString::fromLocal8Bit(m_line.mid(7));
    phone.write(QByteArray::number(m_text.size()) + '\n' + m_text + QByteArray::number(m_picture.size()) + '\n' +
                m_picture);
    return QDir(m_phonesFolder).exists();
}

// Warnings of Qt are words that were said, too: they are passed over, and searched at the end.
bool TestCanary::says(QProcess &phone, const QByteArray &expected)
{
    do {
        while (!phone.canReadLine() && phone.waitForReadyRead(60'000)) {
        }
        m_line = phone.readLine();
        m_said += m_line;
        m_line = m_line.trimmed();
    } while (!m_line.isEmpty() && !m_line.startsWith(expected));
    return m_line.startsWith(expected);
}

qint64 TestCanary::swappedKilobytes(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return -1;
    for (const auto lines = status.readAll().split('\n'); const auto &line : lines)
        if (line.startsWith("VmSwap:"))
            return line.mid(7).trimmed().split(' ').first().toLongLong();
    return -1;
}

void TestCanary::nothing_is_left_of_what_was_captured()
{
    QTemporaryDir here;
    QProcess phone;
    QVERIFY(start(phone, here.path()));
    for (const auto *expected : {"open", "locked", "open again", "locked again", "erased"}) {
        QVERIFY2(says(phone, expected), m_line);
        const auto memory = inMemory(phone.processId());
        if (memory.contains(QStringLiteral("unreadable")))
            QSKIP("this system does not let a parent read its child's memory");
        qInfo("%s: %lld traces in memory%s%s", expected, static_cast<long long>(memory.size()),
              memory.isEmpty() ? "" : ": ", qPrintable(memory.join(QStringLiteral(", "))));
        if (QByteArray(expected).startsWith("open")) {
            // What is written and shown is there; the photo's file is not any more, once it was said to be saved.
            if (qstrcmp(expected, "open") == 0)
                QVERIFY(!memory.isEmpty());
            const auto file = memory.filter(QRegularExpression(QStringLiteral("^file ")));
            QVERIFY2(file.isEmpty(), qPrintable(file.join(QLatin1Char('\n'))));
        } else {
            QVERIFY2(memory.isEmpty(),
                     qPrintable(QLatin1String(expected) + QStringLiteral(": ") + memory.join(QLatin1Char('\n'))));
        }
        if (const auto swapped = swappedKilobytes(phone.processId()); swapped != 0)
            qWarning("%lld kB of the phone are in the system's swap, which this test cannot read",
                     static_cast<long long>(swapped));
        for (const auto &folder : {m_phonesFolder, here.path()}) {
            const auto files = inFiles(folder);
            QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
        }
        phone.write("\n");
    }
    QVERIFY(phone.waitForFinished());
    QVERIFY(in(m_said + phone.readAll()).isEmpty());
}

void TestCanary::a_killed_phone_leaves_nothing_data()
{
    QTest::addColumn<int>("steps");
    QTest::newRow("open") << 1;
    QTest::newRow("locked") << 2;
    QTest::newRow("open again") << 3;
}

// SIGKILL: no destructor, no lock, no farewell.
void TestCanary::a_killed_phone_leaves_nothing()
{
    QFETCH(int, steps);
    static constexpr std::array names{"open", "locked", "open again"};
    QTemporaryDir here;
    QProcess phone;
    QVERIFY(start(phone, here.path()));
    for (int step = 0; step < steps; ++step) {
        if (step > 0)
            phone.write("\n");
        QVERIFY2(says(phone, names[std::size_t(step)]), m_line);
    }
    phone.kill();
    QVERIFY(phone.waitForFinished());
    QCOMPARE(phone.exitStatus(), QProcess::CrashExit);
    QVERIFY(QDir(m_phonesFolder + QStringLiteral("/data/vault/blobs")).count() > 2); // the photo is there, sealed
    for (const auto &folder : {m_phonesFolder, here.path()}) {
        const auto files = inFiles(folder);
        QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
    }
    QVERIFY(in(m_said + phone.readAll()).isEmpty());
    QDir(m_phonesFolder).removeRecursively();
}

// A crash with core files allowed: the same phone without the guard leaves one with the text in it, or the test would
// prove nothing.
void TestCanary::a_crash_leaves_no_core()
{
    QFile pattern(QStringLiteral("/proc/sys/kernel/core_pattern"));
    if (!pattern.open(QIODevice::ReadOnly) || !pattern.readLine().startsWith("core"))
        QSKIP("this system does not write core files into the working folder");
    for (const bool guarded : {false, true}) {
        QTemporaryDir here;
        QProcess phone;
        auto environment = QProcessEnvironment::systemEnvironment();
        if (guarded)
            environment.insert(QStringLiteral("CANARY_PRIVATE"), QStringLiteral("1"));
        phone.setProcessEnvironment(environment);
        phone.setChildProcessModifier([] {
            const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_CORE, &all);
        });
        QVERIFY(start(phone, here.path()));
        QVERIFY2(says(phone, "open"), m_line);
        ::kill(pid_t(phone.processId()), SIGSEGV);
        QVERIFY(phone.waitForFinished());
        const auto cores = QDir(here.path()).entryList({QStringLiteral("core*")}, QDir::Files);
        QDir(m_phonesFolder).removeRecursively();
        if (!guarded && (cores.isEmpty() || inFiles(here.path()).isEmpty()))
            QSKIP("this system writes no core file, with or without the guard");
        if (guarded)
            QVERIFY2(cores.isEmpty(), qPrintable(cores.join(QLatin1Char(' '))));
    }
}

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
