// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QQuickItem>
#include <QStringList>

namespace astreinte::tests {

// What is wrong with the items shown in a window: an interactive item without an accessible name, smaller than 48 px or
// outside the window sideways; a text that is cut or wider than its place. Empty when all is well.
QStringList findFaults(QQuickItem *root);

// The accessible name as a screen reader gets it.
QString accessibleName(QObject *item);

} // namespace astreinte::tests
