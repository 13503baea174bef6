// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/first_run.h"

#include <QCoreApplication>
#include <cstdio>

// Takes a phone of the demonstration through its first run, through its real screens, so that it opens enrolled:
// astreinte-first-run --server DIR --person ID --pin PIN --log FOLDER -- OPTIONS OF astreinte…
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    using namespace astreinte::journey;
    const auto arguments = QCoreApplication::arguments();
    const auto end = arguments.indexOf(QStringLiteral("--"));
    const auto option = [&](const QString &name) {
        const auto at = arguments.indexOf(name);
        return at > 0 && at + 1 < end ? arguments.at(at + 1) : QString();
    };
    const auto person = option(QStringLiteral("--person"));
    const auto pin = option(QStringLiteral("--pin"));
    const auto log = option(QStringLiteral("--log"));
    Administrator administrator(option(QStringLiteral("--server")));
    if (person.isEmpty() || pin.isEmpty() || log.isEmpty() || administrator.data().isEmpty()) {
        std::fprintf(stderr,
                     "usage: astreinte-first-run --server DIR --person ID --pin PIN --log FOLDER -- OPTIONS…\n");
        return 2;
    }
    Phone phone(person, arguments.mid(end + 1), log);
    const FirstRun first{phone, administrator, pin, [](const QString &) { return QString(); }};
    const auto problem = inOrder(
        {[&] { return phone.start(); }, [&] { return first.choosePin(); }, [&] { return first.enrol(person); }});
    if (!problem.isEmpty())
        std::fprintf(stderr, "%s: %s\n", qPrintable(person), qPrintable(problem));
    phone.stop();
    return problem.isEmpty() ? 0 : 1;
}
