// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/signature/http_signature.h"
#include "server/deployment/deployment.h"
#include "server/identity/devices.h"

namespace astreinte::identity {

// Whose request this is, once its signature, digest, clock and device have been accepted. Its nonce is not spent yet.
struct Caller
{
    Device device;
    QByteArray nonce;
    signature::Instant nonceExpires;
};

// Inserts the nonce, in the transaction of the request's effect: NonceReplayed when it is already there.
Result<> spendNonce(storage::Transaction &transaction, const Caller &caller);
// The same for requests of which none was there when it was looked up in this transaction.
Result<> enterNonces(storage::Transaction &transaction, const std::vector<const Caller *> &callers);
// Forgets those that no clock tolerance can bring back.
Result<int> pruneNonces(storage::Transaction &transaction, signature::Instant now);

// Checks the signed requests of phones (protocol §1), in the order of SECURITY §3.
class RequestGuard
{
public:
    RequestGuard(DeviceRegistry &devices, const signature::SigningKey &serverKey, deployment::Now now)
        : m_devices(devices), m_serverKey(serverKey), m_now(std::move(now))
    {
    }

    // Before the body is read: is the header signed by a key that we know?
    Result<> admitHeader(const signature::HttpRequestView &request)
    {
        return signerOf(request).map([](auto) {});
    }
    // The key id of that key.
    Result<QString> signerOf(const signature::HttpRequestView &request);
    // The whole request. `bodySha256`: 32 bytes, of the body as received. PendingDevice until an administrator
    // confirmed; RevokedKey, its detail the key id, for which wipeOrder() is then to be given.
    Result<Caller> admit(const signature::HttpRequestView &request, QByteArrayView bodySha256);
    // The order to erase itself, for a revoked device (JWS, aud = its key id).
    Result<QByteArray> wipeOrder(const QString &kid);

private:
    // Leaves the device that it found in `found`.
    [[nodiscard]] signature::KeyLookup lookup(std::optional<Device> &found);
    DeviceRegistry &m_devices;
    const signature::SigningKey &m_serverKey;
    deployment::Now m_now;
};

} // namespace astreinte::identity
