// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox_search.h"
#include "app/ports/clock.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;

namespace {

QString idOf(int n)
{
    return QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(n, 12, 16, QLatin1Char('0'));
}

OutboxItem itemOf(int n, const QString &title, const QString &place = {})
{
    OutboxItem item;
    item.draft.id = idOf(n);
    item.draft.kind = QStringLiteral("proposal");
    item.draft.incident = QStringLiteral("0190a1b2-1111-7000-8000-%1").arg(n % 2, 12, 16, QLatin1Char('0'));
    item.draft.values = {{QStringLiteral("lieu"), place}};
    item.title = title;
    item.jws = "x.y.z";
    item.queuedAt = signature::Instant(std::chrono::milliseconds(1'760'000'000'000 + n));
    return item;
}

} // namespace

// Everything submitted is found by the beginning of its words, and no word is legible on the medium.
class TestSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_keys.isValid());
        const Vault vault(m_keys.path() + QStringLiteral("/vault"), m_disk);
        m_vaultKeys = vault
                          .create(signature::Secret(QByteArrayView("123456")),
                                  signature::Secret(QByteArrayView(QByteArray(32, 'k'))))
                          .value_or(nullptr);
        QVERIFY(m_vaultKeys);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        const auto path = m_folder->path() + QStringLiteral("/vault");
        QVERIFY(QProcess::execute(QStringLiteral("cp"),
                                  {QStringLiteral("-a"), m_keys.path() + QStringLiteral("/vault"), path}) == 0);
        m_vault = std::make_unique<Vault>(path, m_disk);
        QVERIFY(m_vault->open(m_vaultKeys));
        begin();
        QVERIFY(SearchIndex(*m_vault).enterEarlier());
    }
    void cleanup()
    {
        m_outbox.reset();
        m_vault.reset();
    }

    void finds_the_beginning_of_words_without_accents_data();
    void finds_the_beginning_of_words_without_accents();
    void gives_each_once_in_as_many_steps_as_asked();
    void follows_a_revision_and_a_removal();
    void enters_what_an_earlier_version_left();
    void survives_the_rebuilding_of_the_database();
    void writes_no_word_in_the_clear();
    void knows_what_an_incident_has();
    void lets_go_of_what_has_left_the_phone();

private:
    void begin()
    {
        m_outbox = std::make_unique<Outbox>(*m_vault, m_clock);
        QVERIFY(m_outbox->load());
    }
    [[nodiscard]] QStringList found(const QString &query, int wanted = 100) const
    {
        OutboxSearch search(*m_outbox, query);
        QStringList ids;
        for (int step = 0; step < 200 && !search.ended(); ++step)
            for (const auto &item : search.next(wanted, 7).value_or(QList<OutboxItem>()))
                ids.append(item.id());
        return ids;
    }

    QTemporaryDir m_keys;
    PosixDisk m_disk;
    SystemClock m_clock;
    std::shared_ptr<const VaultKeys> m_vaultKeys;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<Outbox> m_outbox;
};

void TestSearch::finds_the_beginning_of_words_without_accents_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("expected");
    const auto row = [](const char *query, const QList<int> &expected) {
        QTest::newRow(query) << QString::fromUtf8(query) << expected;
    };
    row("inondation", {1, 2});
    row("INONDA", {1, 2});
    row("inond", {1, 2});
    row("chateauroux", {1});
    row("Châteauroux", {1});
    row("saint-genou", {2});
    row("st genou", {2});
    row("d9", {3}); // too short for the index: read through
    row("inondation pont", {2});
    row("pont inondation", {2});
    row("pontoise", {});
    row("ondation", {}); // not the beginning
    row("", {});
    row("  ", {});
    row("%", {});
}

void TestSearch::finds_the_beginning_of_words_without_accents()
{
    QFETCH(QString, query);
    QFETCH(QList<int>, expected);
    QVERIFY(
        m_outbox->enqueue(itemOf(1, QStringLiteral("Inondation, crue – Châteauroux"), QStringLiteral("Belle-Isle"))));
    QVERIFY(
        m_outbox->enqueue(itemOf(2, QStringLiteral("Inondation – Saint-Genou"), QStringLiteral("le pont de l’Indre"))));
    QVERIFY(m_outbox->enqueue(itemOf(3, QStringLiteral("Route coupée"), QStringLiteral("D943"))));
    QStringList ids;
    for (const int n : expected)
        ids.prepend(idOf(n));
    QCOMPARE(found(query), ids);
}

void TestSearch::gives_each_once_in_as_many_steps_as_asked()
{
    QStringList all;
    for (int n = 0; n < 65; ++n) {
        QVERIFY(m_outbox->enqueue(itemOf(n, QStringLiteral("Tempête numéro%1").arg(n))));
        all.prepend(idOf(n));
    }
    QCOMPARE(found(QStringLiteral("tempete")), all);
    QCOMPARE(found(QStringLiteral("tempete"), 3), all);
    OutboxSearch first(*m_outbox, QStringLiteral("tempete"));
    QCOMPARE(first.next(10, 1000)->size(), 10);
    QVERIFY(!first.ended());
}

void TestSearch::follows_a_revision_and_a_removal()
{
    QVERIFY(m_outbox->enqueue(itemOf(1, QStringLiteral("Neige"))));
    QVERIFY(m_outbox->enqueue(itemOf(1, QStringLiteral("Verglas"))));
    QCOMPARE(found(QStringLiteral("neige")), QStringList());
    QCOMPARE(found(QStringLiteral("verglas")), QStringList{idOf(1)});
    QVERIFY(m_outbox->remove(idOf(1)));
    QCOMPARE(found(QStringLiteral("verglas")), QStringList());
}

void TestSearch::enters_what_an_earlier_version_left()
{
    const auto progress = m_vault->blindId("progress");
    QVERIFY(m_vault->remove(Table::Search, *progress));
    QList<Change> changes;
    for (int n = 0; n < 150; ++n) {
        const auto item = itemOf(n, QStringLiteral("Canicule à Issoudun"));
        changes.append({Table::Outbox, item.id(), item.toJson(),
                        quint8(n < 149 ? submission::State::Received : submission::State::Queued)});
    }
    QVERIFY(m_vault->commit(changes));
    begin();
    QCOMPARE(m_outbox->waitingCount(), 1);
    QCOMPARE(*m_outbox->index().complete(), false);
    QCOMPARE(found(QStringLiteral("issoudun")).size(), 150); // read through meanwhile
    QTRY_COMPARE(*m_outbox->index().complete(), true);
    QCOMPARE(found(QStringLiteral("issoudun")).size(), 150);
}

void TestSearch::survives_the_rebuilding_of_the_database()
{
    for (int n = 0; n < 30; ++n)
        QVERIFY(m_outbox->enqueue(itemOf(n, QStringLiteral("Feu de forêt"))));
    m_outbox.reset();
    m_vault->lock();
    QFile database(m_vault->folder() + QStringLiteral("/rows.sqlite"));
    QVERIFY(database.open(QIODevice::ReadWrite));
    QVERIFY(database.write(QByteArray(4096, '\x5a')) == 4096);
    database.close();
    QVERIFY(m_vault->open(m_vaultKeys));
    QVERIFY(m_vault->notice().has_value());
    QVERIFY(m_vault->examine(*m_vaultKeys, true)->none());
    begin();
    QCOMPARE(found(QStringLiteral("foret")).size(), 30);
}

void TestSearch::writes_no_word_in_the_clear()
{
    QVERIFY(m_outbox->enqueue(itemOf(1, QStringLiteral("Zzyzxville"), QStringLiteral("Quartier Wqxzjk"))));
    int files = 0;
    for (QDirIterator each(m_vault->folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         each.hasNext();) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll().toLower();
        for (const QByteArray word : {"zzyzxv", "wqxzjk", "7a7a797a78"})
            QVERIFY2(!bytes.contains(word), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 3);
    // Nor can the words be guessed without the key: another vault names the same word otherwise.
    QTemporaryDir other;
    Vault vault(other.path() + QStringLiteral("/vault"), m_disk);
    const auto keys = vault.create(signature::Secret(QByteArrayView("123456")),
                                   signature::Secret(QByteArrayView(QByteArray(32, 'k'))));
    QVERIFY(keys && vault.open(*keys));
    QVERIFY(*vault.blindId("head/w/zzy") != *m_vault->blindId("head/w/zzy"));
}

void TestSearch::knows_what_an_incident_has()
{
    QVERIFY(m_outbox->enqueue(itemOf(1, QStringLiteral("Orage"))));
    const auto any = [](const OutboxItem &) { return true; };
    const auto incident = itemOf(1, {}).draft.incident;
    QVERIFY(m_outbox->anyOfIncident(incident, any));
    QVERIFY(!m_outbox->anyOfIncident(incident, [](const OutboxItem &item) { return item.title.isEmpty(); }));
    QVERIFY(!m_outbox->anyOfIncident(itemOf(2, {}).draft.incident, any));
    QVERIFY(m_outbox->remove(idOf(1)));
    QVERIFY(!m_outbox->anyOfIncident(incident, any));
}

// A year of duty leaves an index as large as a month's.
void TestSearch::lets_go_of_what_has_left_the_phone()
{
    const auto rows = [&] { return m_vault->ids({Table::Search, {0}, {}, false, 10'000})->size(); };
    QList<qsizetype> sizes;
    for (int round = 0; round < 6; ++round) {
        for (int n = 0; n < 60; ++n)
            QVERIFY(m_outbox->enqueue(itemOf(round * 100 + n, QStringLiteral("Brouillard"))));
        for (int n = 0; n < 60; ++n)
            QVERIFY(m_outbox->remove(idOf(round * 100 + n)));
        sizes.append(rows());
    }
    QVERIFY2(sizes.last() <= sizes.first() + 6, qPrintable(QString::number(sizes.last())));
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
