// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/keys.h"

#include <functional>

namespace astreinte::identity {

// The key with which the server signs receipts, decisions, configurations and wipe orders. Read from `path` (PKCS #8,
// PEM, 0600); made and written there durably when there is none.
Result<signature::SigningKey> loadOrCreateServerKey(const QString &path);

// The same for any key: the bytes of `path`, which `make` gave when there was no such file.
Result<signature::Secret> loadOrCreateKeyFile(const QString &path,
                                              const std::function<Result<signature::Secret>()> &make);

} // namespace astreinte::identity
