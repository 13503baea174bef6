// SPDX-License-Identifier: EUPL-1.2
#include "assets/assets.h"
#include "server/command/open_store.h"
#include "server/publication/cap_adapter.h"
#include "server/publication/publisher.h"
#include "server/publication/self_test_adapter.h"
#include "server/publication/site_adapter.h"
#include "server/storage/pieces.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>
#include <csignal>
#include <ctime>
#include <sys/resource.h>
#include <sys/stat.h>

namespace {

using namespace astreinte;
using authorisation::Realm;
using command::Arguments;

constexpr long nanosecondsBetweenLooks = 250'000'000;
// An uncertain post is looked for now and then; a person may settle it meanwhile.
constexpr int looksBetweenSearches = 40;

QByteArray authorityPem(const Arguments &arguments, const deployment::DataFolder &folder)
{
    QFile file(arguments.value(QStringLiteral("ca"), folder.tls() + QStringLiteral("/authority.pem")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void report(const char *doing, const Result<int> &done)
{
    QTextStream out(stdout);
    if (!done)
        out << doing << ": " << done.error().toString() << Qt::endl;
    else if (*done > 0)
        out << doing << ": " << *done << Qt::endl;
}

// Before any thread is started, so that the signal waits for the loop below.
sigset_t blockStopSignals()
{
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    return stop;
}

// What messages are made of.
struct Texts
{
    rules::Rulebook rulebook;
    place::Communes communes;

    static Result<Texts> load()
    {
        auto rulebook = rules::Rulebook::load(assets::templates(), assets::imageRights());
        if (!rulebook)
            return tl::unexpected(rulebook.error());
        return place::Communes::parse(assets::communes()).map([&](place::Communes &&read) {
            return Texts{std::move(*rulebook), std::move(read)};
        });
    }
};

template <Realm realm>
void addOurSite(publication::Publisher &publisher, storage::Store &store, const storage::Blobs &blobs,
                const Texts &texts, const publication::PageReader &reader)
{
    using Adapter = publication::ChannelAdapter<realm>;
    publisher.add<realm>(std::unique_ptr<Adapter>(
        std::make_unique<publication::SiteAdapter<realm>>(store, texts.rulebook, reader, deployment::systemNow)));
    publisher.add<realm>(std::unique_ptr<Adapter>(std::make_unique<publication::CapAdapter<realm>>(
        store, blobs, texts.rulebook, texts.communes, reader, deployment::systemNow)));
}

int publishUntilStopped(publication::Publisher &publisher, const sigset_t &stop, bool once)
{
    QTextStream(stdout) << "publishing" << Qt::endl;
    report("recovered", publisher.recover());
    const timespec pause{0, nanosecondsBetweenLooks};
    int look = 0;
    do {
        report("published", publisher.publishWaiting());
        if (look++ % looksBetweenSearches != 0)
            continue;
        report("found", publisher.lookForUncertain());
        report("expired", publisher.expireOld());
    } while (!once && sigtimedwait(&stop, nullptr, &pause) < 0);
    return command::Done;
}

int run(const QStringList &typed)
{
    const auto once = typed.contains(QStringLiteral("--once"));
    auto rest = typed;
    rest.removeAll(QStringLiteral("--once"));
    auto arguments = Arguments::parse(rest, {QStringLiteral("data"), QStringLiteral("ca")});
    if (!arguments || !arguments->words().isEmpty() || !arguments->has(QStringLiteral("data"))) {
        QTextStream(stderr) << "Usage: astreinte-publisher --data DIR [--ca FILE] [--once]" << Qt::endl;
        return command::Usage;
    }
    const auto stop = blockStopSignals();
    auto data = command::openData(*arguments);
    if (!data)
        return command::tell(data.error());
    auto blobs = storage::openBlobs(*data->store, data->folder.blobs());
    auto texts = Texts::load();
    auto policy = authorisation::Policy::load(data->folder.policy());
    auto exercise = data->store->read(deployment::inExercise);
    if (!blobs || !texts)
        return command::tell(blobs ? texts.error() : blobs.error());
    if (!policy || !exercise)
        return command::tell(policy ? exercise.error() : policy.error());
    policy->agreements.add(texts->rulebook.requiredAgreements());
    publication::Publisher publisher(*data->store, **blobs, deployment::systemNow, *policy);
    const publication::PageReader reader(authorityPem(*arguments, data->folder));
    publisher.add<Realm::SelfTest>(
        std::make_unique<publication::SelfTestAdapter>(*data->store, reader, deployment::systemNow));
    // An installation is of one realm, and the adapters of the other are not even made.
    if (*exercise)
        addOurSite<Realm::Exercise>(publisher, *data->store, **blobs, *texts, reader);
    else
        addOurSite<Realm::Real>(publisher, *data->store, **blobs, *texts, reader);
    return publishUntilStopped(publisher, stop, once);
}

} // namespace

int main(int argc, char *argv[])
{
    ::umask(077);
    const rlimit noCore{0, 0};
    ::setrlimit(RLIMIT_CORE, &noCore);
    const QCoreApplication application(argc, argv);
    return run(QCoreApplication::arguments().mid(1));
}
