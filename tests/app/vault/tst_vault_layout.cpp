// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace astreinte;
using namespace astreinte::app;

namespace {

constexpr int rows = 300;

QString idOf(int n)
{
    return QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(n, 12, 16, QLatin1Char('0'));
}

QString definitionOf(QSqlDatabase database)
{
    QSqlQuery query(database);
    return query.exec(QStringLiteral("SELECT sql FROM sqlite_master WHERE name = 'sealed'")) && query.next()
               ? query.value(0).toString()
               : QString();
}

// Runs on the closed database, through a connection of its own.
template <typename Act>
void withDatabase(const QString &file, Act act)
{
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("beside"));
        database.setDatabaseName(file);
        QVERIFY(database.open());
        act(database);
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("beside"));
}

} // namespace

// A full outbox whose rows lie in the order of pages of the first versions.
class TestVaultLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void the_former_order_of_pages_is_renewed_whole();
};

void TestVaultLayout::the_former_order_of_pages_is_renewed_whole()
{
    QTemporaryDir folder;
    PosixDisk disk;
    Vault vault(folder.path() + QStringLiteral("/vault"), disk);
    const auto keys = vault.create(signature::Secret(QByteArrayView("246813")),
                                   signature::Secret(QByteArrayView(QByteArray(32, 's'))));
    QVERIFY(keys && vault.open(*keys));
    QList<Change> changes;
    for (int n = 0; n < rows; ++n)
        changes.append({Table::Outbox, idOf(n), {{QStringLiteral("n"), n}}, quint8(n % 3)});
    QVERIFY(vault.commit(changes));
    vault.lock();
    const auto file = vault.folder() + QStringLiteral("/rows.sqlite");
    // As versions 1 and 2 of the schema were made.
    withDatabase(file, [](const QSqlDatabase &database) {
        for (const auto *statement :
             {"ALTER TABLE sealed RENAME TO later", "DROP INDEX sealed_state",
              "CREATE TABLE sealed (kind INTEGER NOT NULL, id BLOB NOT NULL CHECK (length(id) = 16), revision INTEGER "
              "NOT NULL, state INTEGER NOT NULL, row BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID",
              "INSERT INTO sealed SELECT kind, id, revision, state, row FROM later", "DROP TABLE later",
              "CREATE INDEX sealed_state ON sealed (kind, state)"}) {
            QSqlQuery query(database);
            QVERIFY2(query.exec(QLatin1String(statement)), qPrintable(query.lastError().text()));
        }
    });
    QVERIFY(vault.open(*keys));
    QVERIFY(!vault.notice());
    QVERIFY(vault.examine(**keys, true)->none());
    QCOMPARE(vault.all(Table::Outbox)->size(), rows);
    for (int n = 0; n < rows; n += 37)
        QCOMPARE((**vault.find(Table::Outbox, idOf(n)))[QLatin1String("n")].toInt(), n);
    QCOMPARE(*vault.count(Table::Outbox, 2), rows / 3);
    QVERIFY(vault.put(Table::Outbox, idOf(rows), {{QStringLiteral("n"), rows}}, 0));
    vault.lock();
    withDatabase(file, [](const QSqlDatabase &database) {
        const auto definition = definitionOf(database);
        QVERIFY2(!definition.isEmpty() && !definition.contains(QLatin1String("WITHOUT")), qPrintable(definition));
    });
    QVERIFY(vault.open(*keys));
    QVERIFY(vault.examine(**keys, true)->none());
}

QTEST_GUILESS_MAIN(TestVaultLayout)
#include "tst_vault_layout.moc"
