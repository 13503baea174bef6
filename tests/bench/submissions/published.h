// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/server/stage.h"

#include <QProcess>
#include <functional>
#include <vector>

namespace astreinte::tests {

// What was measured, in milliseconds.
struct Times
{
    std::vector<double> milliseconds;
    // The value below which this part of them lies: 0.5 is the median.
    [[nodiscard]] double at(double part) const;
};

// The publisher's program as it is installed, on the stage's data, for the lifetime of the object. Ends the program
// when it does not start.
class InstalledPublisher
{
public:
    explicit InstalledPublisher(Stage &stage);
    ~InstalledPublisher();
    InstalledPublisher(const InstalledPublisher &) = delete;
    InstalledPublisher &operator=(const InstalledPublisher &) = delete;

private:
    QProcess m_process;
};

// From the authority's decision of a new proposal until `reader` gets its page; milliseconds.
double authoriseToPublished(Stage &stage, Connection &reader);

} // namespace astreinte::tests
