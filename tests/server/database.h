// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>

// The database on which a test runs: SQLite, or with ASTREINTE_TEST_DATABASE=postgresql a PostgreSQL that the test
// starts for itself, in a temporary folder and on a Unix socket only, without fsync unless ASTREINTE_TEST_DURABLE=yes.
// That it cannot be started fails the test.
namespace astreinte::tests {

bool onPostgres();
// The address of the database `path`: that path, or a database of PostgreSQL that stands for it, made when it is new.
QString databaseAt(const QString &path);
// Lets the installation in this data folder use its database, unless it says itself which. Nothing to do for SQLite.
void chooseDatabase(const QString &folder);
// The address of the database of the installation in this folder.
QString databaseOf(const QString &folder);

// Of the cluster, for a test that speaks with it through its own programs.
struct Cluster
{
    QString programs; // folder of pg_dump, psql…
    QString socket;   // folder of the Unix socket: -h
    QString owner;    // -U
};
const Cluster &cluster();

} // namespace astreinte::tests
