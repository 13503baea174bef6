// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/system_key_store.h"

#include <openssl/crypto.h>
#include <qt6keychain/keychain.h>

namespace astreinte::platform {
namespace {

const QString service = QStringLiteral("astreinte");

Failure failureOf(const QKeychain::Job &job)
{
    const auto reason = job.error() == QKeychain::EntryNotFound ? Reason::UnknownKey : Reason::KeyStoreUnavailable;
    return Failure{reason, job.errorString()};
}

// Starts a job that deletes itself; its answer is dropped when `context` has gone.
template <typename Job, typename Answer>
void run(Job *job, const QString &entry, QObject *context, Answer answer)
{
    job->setKey(entry);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, context,
                     [job, answer = std::move(answer)](QKeychain::Job *) { answer(*job); });
    job->start();
}

Result<void> outcome(const QKeychain::Job &job)
{
    if (job.error() == QKeychain::NoError)
        return {};
    return tl::unexpected(failureOf(job));
}

} // namespace

void SystemKeyStore::read(const QString &entry, QObject *context, Read answer)
{
    run(new QKeychain::ReadPasswordJob(service), entry, context,
        [answer = std::move(answer)](const QKeychain::ReadPasswordJob &job) {
            if (job.error() != QKeychain::NoError) {
                answer(tl::unexpected(failureOf(job)));
                return;
            }
            auto bytes = job.binaryData();
            auto secret = std::make_shared<const signature::Secret>(bytes);
            OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
            answer(std::move(secret));
        });
}

void SystemKeyStore::write(const QString &entry, const signature::Secret &value, QObject *context, Done answer)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setBinaryData(value.view().toByteArray());
    run(job, entry, context,
        [answer = std::move(answer)](const QKeychain::WritePasswordJob &done) { answer(outcome(done)); });
}

void SystemKeyStore::remove(const QString &entry, QObject *context, Done answer)
{
    run(new QKeychain::DeletePasswordJob(service), entry, context,
        [answer = std::move(answer)](const QKeychain::DeletePasswordJob &job) {
            const bool absent = job.error() == QKeychain::EntryNotFound;
            answer(absent ? Result<void>{} : outcome(job));
        });
}

} // namespace astreinte::platform
