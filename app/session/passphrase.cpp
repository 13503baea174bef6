// SPDX-License-Identifier: EUPL-1.2
#include "app/session/passphrase.h"

#include "app/session/pin_policy.h"

#include <QSet>
#include <algorithm>
#include <cstdlib>

namespace astreinte::app {
namespace {

constexpr int fewestDifferent = 6;
constexpr int comfortable = 20; // characters: four or five words

int kinds(QStringView text)
{
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    for (const QChar c : text)
        (c.isDigit() ? digit : c.isLower() ? lower : c.isUpper() ? upper : other) = true;
    return int(lower) + int(upper) + int(digit) + int(other);
}

// Each character follows the one before it, or repeats it.
bool isRun(QStringView text)
{
    qsizetype steps = 0;
    for (qsizetype i = 1; i < text.size(); ++i)
        steps += std::abs(text[i].unicode() - text[i - 1].unicode()) <= 1 ? 1 : 0;
    return steps * 4 >= (text.size() - 1) * 3;
}

} // namespace

Strength passphraseStrength(QStringView text)
{
    if (text.size() < shortestPassphrase)
        return Strength::Short;
    QSet<QChar> different;
    for (const QChar c : text)
        different.insert(c.toCaseFolded());
    if (different.size() < fewestDifferent || isRun(text))
        return Strength::Weak;
    const bool digitsOnly = std::ranges::all_of(text, [](QChar c) { return c.isDigit(); });
    if (digitsOnly || (kinds(text) == 1 && text.size() < comfortable))
        return Strength::Fair;
    return Strength::Good;
}

} // namespace astreinte::app
