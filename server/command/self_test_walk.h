// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "core/submission/statement.h"
#include "server/deployment/deployment.h"
#include "server/publication/page_reader.h"
#include "server/self_test/self_test.h"

namespace astreinte::command {

// One self-test on foot: what a phone and an authority would do, over TLS and through their doors, with keys that are
// made for it and die with it. Each step fails with where it stopped.
class SelfTestWalk
{
public:
    // `serverKey`: the one that signs receipts.
    static Result<SelfTestWalk> begin(storage::Store &store, publication::PageReader reader,
                                      const signature::VerifyingKey &serverKey, deployment::Now now,
                                      std::chrono::seconds patience);

    [[nodiscard]] const self_test::Probe &probe() const { return m_probe; }
    // Submits it under its officer's signature, and checks the receipt.
    Result<> submit();
    // Reads the manifest, asks for a challenge, and brings its authority's signature to the gate.
    Result<> approve();

private:
    struct Phone
    {
        signature::SigningKey dev;
        signature::SigningKey apr;

        static Result<Phone> make();
        [[nodiscard]] self_test::PhoneKeys keys() const { return {dev.verifyingKey(), apr.verifyingKey()}; }
    };
    SelfTestWalk(storage::Store &store, publication::PageReader reader, const signature::VerifyingKey &serverKey,
                 deployment::Now now, Phone officer, Phone authority, submission::Submission submission,
                 self_test::Probe probe, QString origin)
        : m_store(store), m_reader(std::move(reader)), m_serverKey(serverKey), m_now(std::move(now)),
          m_officer(std::move(officer)), m_authority(std::move(authority)), m_submission(std::move(submission)),
          m_probe(std::move(probe)), m_origin(std::move(origin))
    {
    }
    // The answer's body, when its status is 2xx.
    Result<QByteArray> send(const Phone &phone, const char *method, const QString &path,
                            const QList<signature::HttpHeader> &headers, const QByteArray &body);
    // The payload of the JWS that the server signed and put under this name.
    Result<QByteArray> signedReply(const QByteArray &body, QLatin1String member, QLatin1String type) const;
    Result<submission::Statement> statementOn(const submission::Manifest &manifest, const QString &challenge);

    storage::Store &m_store;
    publication::PageReader m_reader;
    signature::VerifyingKey m_serverKey;
    deployment::Now m_now;
    Phone m_officer;
    Phone m_authority;
    submission::Submission m_submission;
    self_test::Probe m_probe;
    QString m_origin;
};

} // namespace astreinte::command
