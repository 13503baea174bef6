// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QStringView>

namespace astreinte::app {

// What a passphrase is worth that stands alone, without a keystore's secret beside it (SECURITY §1): whoever has the
// phone's files may guess as fast as scrypt lets them.
enum class Strength {
    Short, // below shortestPassphrase characters: refused
    Weak,  // fewer than six different characters, or a run such as abcdef… or 123456…: refused
    Fair,  // digits alone, or shorter than 20 characters of one kind
    Good,
};

[[nodiscard]] Strength passphraseStrength(QStringView text);

} // namespace astreinte::app
