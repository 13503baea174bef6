// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"

#include <QMap>
#include <QStringList>

namespace astreinte::command {

// What was typed: words, and options of the form `--name value` (or `--name=value`).
class Arguments
{
public:
    // `options` names those that the command knows. InvalidValue for another, or for one without its value.
    static Result<Arguments> parse(const QStringList &typed, const QStringList &options);
    [[nodiscard]] const QStringList &words() const { return m_words; }
    [[nodiscard]] bool has(const QString &option) const { return m_options.contains(option); }
    [[nodiscard]] QString value(const QString &option, const QString &otherwise = {}) const
    {
        return m_options.value(option, otherwise);
    }
    // MissingField naming the option.
    [[nodiscard]] Result<QString> required(const QString &option) const;

private:
    QStringList m_words;
    QMap<QString, QString> m_options;
};

// Exit codes: done; could not be done; was asked wrongly.
enum Exit { Done = 0, Failed = 1, Usage = 2 };

// Says on the standard error stream what went wrong, where, and how to mend it; the exit code that fits.
int tell(const Failure &failure);
int usage();

} // namespace astreinte::command
