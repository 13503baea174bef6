// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/failure.h"
#include "core/signature/secret.h"

#include <QObject>
#include <functional>
#include <memory>

namespace astreinte::app {

// The operating system's keystore (Secret Service, Android Keystore, iOS Keychain). Answers later, on the caller's
// thread, unless `context` has gone. Never a plain file (SECURITY §1).
class KeyStore
{
public:
    using Read = std::function<void(Result<std::shared_ptr<const signature::Secret>>)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~KeyStore() = default;
    [[nodiscard]] virtual bool simulated() const = 0;
    // KeyStoreUnavailable when there is no keystore or it refuses; an absent entry is UnknownKey.
    virtual void read(const QString &entry, QObject *context, Read answer) = 0;
    virtual void write(const QString &entry, const signature::Secret &value, QObject *context, Done answer) = 0;
    // Succeeds when nothing is there any more.
    virtual void remove(const QString &entry, QObject *context, Done answer) = 0;
};

} // namespace astreinte::app
