// SPDX-License-Identifier: EUPL-1.2
#include "server/command/arguments.h"
#include "server/command/commands.h"
#include "server/command/recovery.h"
#include "server/content/content.h"

#include <QCoreApplication>
#include <iostream>
#include <sys/resource.h>
#include <sys/stat.h>

int main(int argc, char *argv[])
{
    ::umask(077);
    // Keys and photos are in memory: no core file.
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    const QCoreApplication application(argc, argv);
    auto arguments = QCoreApplication::arguments().mid(1);
    const auto command = arguments.isEmpty() ? QString() : arguments.takeFirst();
    namespace commands = astreinte::command;
    if (command == QLatin1String("serve"))
        return commands::serve(arguments);
    if (command == QLatin1String("person"))
        return commands::person(arguments);
    if (command == QLatin1String("enrol"))
        return commands::enrol(arguments);
    if (command == QLatin1String("devices"))
        return commands::devices(arguments);
    if (command == QLatin1String("roster"))
        return commands::roster(arguments);
    if (command == QLatin1String("delegation"))
        return commands::delegation(arguments);
    if (command == QLatin1String("tls"))
        return commands::tls(arguments);
    if (command == QLatin1String("publications"))
        return commands::publications(arguments);
    if (command == QLatin1String("self-test"))
        return commands::selfTest(arguments);
    if (command == QLatin1String("consent"))
        return commands::consent(arguments);
    if (command == QLatin1String("journal"))
        return commands::journalCommand(arguments);
    if (command == QLatin1String("recovery"))
        return commands::recovery(arguments);
    if (command == QLatin1String("content"))
        return astreinte::content::runContent(arguments, std::cin, std::cout, std::cerr);
    return commands::usage();
}
