// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/crowd.h"
#include "tests/bench/submissions/published.h"
#include "tests/bench/submissions/requests.h"
#include "tests/server/database.h"

#include <QCoreApplication>
#include <QTextStream>
#include <atomic>
#include <thread>

// From the authority's signature to the page that the public reads: the decision leaves the phone, the gate lets it
// through, the publisher (its own process, as it is installed) verifies, publishes and reads back, and a reader who
// asks all the time gets the message. First on an idle server, then while 64 phones submit as fast as it takes them;
// both in one run, and their ratio. ASTREINTE_TEST_DATABASE=postgresql: the same on PostgreSQL, with fsync.

namespace {

using namespace astreinte;

constexpr int phones = 64;
constexpr int onTheWay = 4;
tests::Times measured(tests::Stage &stage, int count, const std::function<bool()> &goOn)
{
    tests::Connection reader(stage.prefecture.port(), stage.prefecture.authorityPem());
    tests::Times times;
    while (static_cast<int>(times.milliseconds.size()) < count && goOn())
        times.milliseconds.push_back(tests::authoriseToPublished(stage, reader));
    return times;
}

void print(const char *what, const tests::Times &times)
{
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(0);
    out << what << "p50 " << times.at(0.5) << " ms, p95 " << times.at(0.95) << " ms (" << times.milliseconds.size()
        << " messages)\n";
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("ASTREINTE_TEST_DURABLE", "yes");
    const QCoreApplication application(argc, argv);
    const auto quick = QCoreApplication::arguments().contains(QStringLiteral("--quick"));
    tests::Stage stage;
    if (!stage.set())
        qFatal("the server did not start");
    std::optional<tests::InstalledPublisher> publisher(stage);
    const auto count = quick ? 20 : 100;
    const auto idle = measured(stage, count, [] { return true; });

    const auto requests = tests::preparedRequests(stage, phones, quick ? 60 : 400);
    tests::Crowd crowd(stage.prefecture.port(), phones);
    std::atomic<bool> loaded{true};
    tests::Crowd::Outcome outcome;
    std::thread load([&] {
        outcome = crowd.send(requests, onTheWay);
        loaded = false;
    });
    const auto underLoad = measured(stage, count, [&] { return loaded.load(); });
    load.join();
    publisher.reset();

    print("authorise to published, idle         ", idle);
    print("authorise to published, under load   ", underLoad);
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(2);
    out << "p95 under load / idle                " << underLoad.at(0.95) / idle.at(0.95) << "; meanwhile "
        << QString::number(outcome.created * 1e9 / static_cast<double>(outcome.elapsed.count()), 'f', 0)
        << " submissions per second, " << outcome.other << " refused\n";
    return 0;
}
