// SPDX-License-Identifier: EUPL-1.2
#include <QBuffer>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

// A text and a picture that exist nowhere else are put into a capture; then every file, every word the process said and
// all of its memory are searched for them: while it is open (they must be found in memory, or the search is worth
// nothing), locked, open again, killed and erased.
class TestCanary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing_is_left_of_what_was_captured();

private:
    struct Needle
    {
        QByteArray name;
        QByteArray bytes;
    };
    void plant();
    [[nodiscard]] QStringList inMemory(qint64 pid) const;
    [[nodiscard]] QStringList inFiles(const QString &folder) const;
    [[nodiscard]] QStringList in(const QByteArray &bytes) const;

    QByteArray m_text;
    QByteArray m_picture;
    QList<Needle> m_needles;
};

void TestCanary::plant()
{
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

void TestCanary::nothing_is_left_of_what_was_captured()
{
    plant();
    QProcess phone;
    phone.setProcessChannelMode(QProcess::MergedChannels);
    phone.start(QStringLiteral(CANARY_PHONE), QStringList());
    QVERIFY(phone.waitForStarted());
    QByteArray said;
    const auto nextLine = [&] {
        while (!phone.canReadLine() && phone.waitForReadyRead(60'000)) {
        }
        const auto line = phone.readLine();
        said += line;
        return line.trimmed();
    };
    QByteArray first;
    do // warnings of Qt are words that were said, too
        first = nextLine();
    while (!first.isEmpty() && !first.startsWith("folder "));
    const auto folder = QString::fromLocal8Bit(first.mid(7));
    QVERIFY2(QDir(folder).exists(), qPrintable(folder));
    phone.write(QByteArray::number(m_text.size()) + '\n' + m_text + QByteArray::number(m_picture.size()) + '\n' +
                m_picture);
    for (const auto *expected : {"open", "locked", "open again", "locked again", "erased"}) {
        QByteArray line;
        do
            line = nextLine();
        while (!line.isEmpty() && line != expected);
        QCOMPARE(line, QByteArray(expected));
        const auto memory = inMemory(phone.processId());
        if (memory.contains(QStringLiteral("unreadable")))
            QSKIP("this system does not let a parent read its child's memory");
        qInfo("%s: %lld traces in memory", expected, static_cast<long long>(memory.size()));
        if (qstrcmp(expected, "open") == 0)
            QVERIFY(!memory.isEmpty());
        else if (qstrcmp(expected, "open again") != 0)
            QVERIFY2(memory.isEmpty(),
                     qPrintable(QLatin1String(expected) + QStringLiteral(": ") + memory.join(QLatin1Char('\n'))));
        const auto files = inFiles(folder);
        QVERIFY2(files.isEmpty(), qPrintable(files.join(QLatin1Char('\n'))));
        if (qstrcmp(expected, "locked again") == 0) {
            // Killed here, another phone would leave this: the same files are searched above.
            QVERIFY(in(said).isEmpty());
        }
        phone.write("\n");
    }
    QVERIFY(phone.waitForFinished());
    QVERIFY(in(said + phone.readAll()).isEmpty());
}

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
