// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/notifier.h"

namespace astreinte::platform {

// Desktop notifications (freedesktop.org Notifications 1.2) on the session bus; silent where there is no bus.
class DesktopNotifier final : public app::Notifier
{
public:
    void notify(const QString &title, const QString &text) override;
};

} // namespace astreinte::platform
