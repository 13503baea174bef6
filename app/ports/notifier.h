// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QString>

namespace astreinte::app {

// Says something to the person when the application is not in front. Nothing sensitive is ever passed to it.
class Notifier
{
public:
    virtual ~Notifier() = default;
    virtual void notify(const QString &title, const QString &text) = 0;
};

} // namespace astreinte::app
