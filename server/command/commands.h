// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QStringList>

namespace astreinte::command {

// Each command takes what follows its name and gives the exit code. They work on the database while the server runs.
int serve(const QStringList &arguments);
int person(const QStringList &arguments);
int enrol(const QStringList &arguments);
int devices(const QStringList &arguments);
int roster(const QStringList &arguments);
int delegation(const QStringList &arguments);
int tls(const QStringList &arguments);
int publications(const QStringList &arguments);
int consent(const QStringList &arguments);
int journalCommand(const QStringList &arguments);
int selfTest(const QStringList &arguments);

} // namespace astreinte::command
