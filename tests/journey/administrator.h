// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QByteArray>
#include <QStringList>
#include <optional>

namespace astreinte::journey {

// Whoever administers the prefecture's server: the subcommands of `astreinte-server` on one data folder.
class Administrator
{
public:
    explicit Administrator(QString data) : m_data(std::move(data)) {}

    // Runs `astreinte-server ARGUMENTS… --data DIR`; its standard output, or nothing with problem() set.
    [[nodiscard]] std::optional<QByteArray> command(const QStringList &arguments);
    // The text of a fresh invitation (astreinte://enrol?…); empty with problem() set.
    [[nodiscard]] QString invite(const QString &person);
    // Compares the 7 digits that a phone shows with the server's, and confirms; what went wrong, or nothing.
    [[nodiscard]] QString confirm(const QString &digits);
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString data() const { return m_data; }

private:
    QString m_data;
    QString m_problem;
};

} // namespace astreinte::journey
