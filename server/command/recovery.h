// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QStringList>

namespace astreinte::command {

// astreinte-server recovery: the key that opens the photos of an erased or lost phone (docs/operations.md). The private
// half is written once, outside the data folder or on the standard output, and is never read again by any program of
// ours: the stock `age` tool opens the files.
int recovery(const QStringList &arguments);

} // namespace astreinte::command
