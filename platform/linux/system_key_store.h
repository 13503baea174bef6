// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/key_store.h"

namespace astreinte::platform {

// The Secret Service through QtKeychain, never with its plain-file fallback: without a key store the answer is
// KeyStoreUnavailable and a passphrase is asked instead (SECURITY §1).
class SystemKeyStore final : public app::KeyStore
{
public:
    [[nodiscard]] bool simulated() const override { return false; }
    void read(const QString &entry, QObject *context, Read answer) override;
    void write(const QString &entry, const signature::Secret &value, QObject *context, Done answer) override;
    void remove(const QString &entry, QObject *context, Done answer) override;
};

} // namespace astreinte::platform
