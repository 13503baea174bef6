// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/command/arguments.h"

namespace astreinte::command {

// One verb of a command, and how many words it takes with its argument.
struct Verb
{
    const char *name;
    qsizetype words;
    int (*run)(const Arguments &);
};

template <std::size_t count>
int dispatch(const QStringList &typed, const QStringList &options, const Verb (&verbs)[count])
{
    auto arguments = Arguments::parse(typed, options);
    if (!arguments)
        return tell(arguments.error());
    for (const auto &verb : verbs)
        if (arguments->words().value(0) == QLatin1String(verb.name) && arguments->words().size() == verb.words)
            return verb.run(*arguments);
    return usage();
}

} // namespace astreinte::command
