// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/vault/vault.h"

#include <QByteArrayList>
#include <QStringList>

namespace astreinte::tests {

// The keys that the subject used: those it told, or its fixed ones.
std::shared_ptr<const app::VaultKeys> keysOf(const QByteArrayList &acknowledged);

// Opens what a crash left under `root` with the application's own vault and compares it with what the subject's user
// had been told. Empty when nothing is lost, nothing is there twice, and everything opens without a word of damage.
QStringList judge(const QString &root, const std::shared_ptr<const app::VaultKeys> &keys,
                  const QByteArrayList &acknowledged);

} // namespace astreinte::tests
