// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/deployment/deployment.h"
#include "server/publication/page_reader.h"
#include "server/self_test/self_test.h"

namespace astreinte::command {

// One self-test on foot: what a phone and an authority would do, over TLS, with two keys that are made for it and die
// with it. Each step fails with where it stopped.
class SelfTestWalk
{
public:
    // `serverKey`: the one that signs receipts.
    static Result<SelfTestWalk> begin(storage::Store &store, publication::PageReader reader,
                                      const signature::VerifyingKey &serverKey, deployment::Now now,
                                      std::chrono::seconds patience);

    [[nodiscard]] const self_test::Probe &probe() const { return m_probe; }
    // Submits it under its device's signature, and checks the receipt.
    Result<> submit();
    // Brings its authority's signature to the gate.
    Result<> approve();

private:
    struct Keys
    {
        signature::SigningKey device;
        signature::SigningKey authority;
    };
    SelfTestWalk(storage::Store &store, publication::PageReader reader, signature::VerifyingKey serverKey,
                 deployment::Now now, Keys keys, self_test::Probe probe, QString origin)
        : m_store(store), m_reader(std::move(reader)), m_serverKey(std::move(serverKey)), m_now(std::move(now)),
          m_keys(std::move(keys)), m_probe(std::move(probe)), m_origin(std::move(origin))
    {
    }
    Result<QByteArray> send(const char *path, const QByteArray &jws);

    storage::Store &m_store;
    publication::PageReader m_reader;
    signature::VerifyingKey m_serverKey;
    deployment::Now m_now;
    Keys m_keys;
    self_test::Probe m_probe;
    QString m_origin;
};

} // namespace astreinte::command
