// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/crowd.h"
#include "tests/bench/submissions/requests.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <ctime>
#include <functional>
#include <thread>

// Durable signed submissions per second through the real HTTP server over TLS 1.3, beside what this machine can do at
// most: ES256 verifications, and rows committed in groups with WAL and synchronous=FULL. All three in one run. Requests
// are signed before the clock starts and sent by one light thread, which shares the processors with the server; each
// line therefore also gives the processor time of one operation, the client's apart, which other programs on the
// machine do not change. ASTREINTE_TEST_DATABASE=postgresql: the same on PostgreSQL, with fsync.

namespace {

using namespace astreinte;
using std::chrono::nanoseconds;

std::chrono::nanoseconds processTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + nanoseconds(now.tv_nsec);
}

struct Rate
{
    double perSecond = 0;
    double microseconds = 0; // of processor time for each
    static Rate of(int count, nanoseconds elapsed, nanoseconds processor)
    {
        return {count * 1e9 / static_cast<double>(elapsed.count()),
                static_cast<double>(processor.count()) / 1e3 / count};
    }
};

// `work(thread, i)` `each` times on each of `threads` threads.
Rate rateOf(int threads, int each, const std::function<bool(int, int)> &work)
{
    std::atomic<int> failures{0};
    QElapsedTimer timer;
    timer.start();
    const auto processor = processTime();
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            for (int i = 0; i < each; ++i)
                if (!work(thread, i))
                    ++failures;
        });
    for (auto &thread : running)
        thread.join();
    const nanoseconds elapsed(timer.nsecsElapsed());
    if (failures > 0)
        qFatal("%d of %d failed", failures.load(), threads * each);
    return Rate::of(threads * each, elapsed, processTime() - processor);
}

Rate verifications(int threads, int each)
{
    const auto key = signature::SigningKey::generate().value();
    const QByteArray message(2048, 'm');
    const auto signature = key.sign(message).value();
    return rateOf(threads, each, [&](int, int) { return key.verifyingKey().verify(message, signature).has_value(); });
}

Rate signatures(int threads, int each)
{
    const auto key = signature::SigningKey::generate().value();
    const QByteArray message(2048, 'm');
    return rateOf(threads, each, [&](int, int) { return key.sign(message).has_value(); });
}

Rate inserts(int threads, int each)
{
    const QTemporaryDir folder;
    auto store = storage::Store::open(tests::databaseAt(folder.filePath(QStringLiteral("bench.db")))).value();
    const QString value(1500, QLatin1Char('v'));
    return rateOf(threads, each, [&](int thread, int i) {
        return store
            ->write([&](storage::Transaction &transaction) {
                return transaction->run("INSERT INTO setting (name, value) VALUES (?, ?)",
                                        QStringLiteral("%1-%2").arg(thread).arg(i), value);
            })
            .has_value();
    });
}

struct Submitted
{
    Rate server;
    double clientMicroseconds = 0;
};

Submitted submissions(int phones, int each, int onTheWay)
{
    tests::Stage stage;
    if (!stage.set())
        qFatal("the server did not start");
    const auto requests = tests::preparedRequests(stage, phones, each);
    tests::Crowd crowd(stage.prefecture.port(), phones);
    const auto processor = processTime();
    const auto outcome = crowd.send(requests, onTheWay);
    const auto used = processTime() - processor;
    if (outcome.other > 0)
        qFatal("%d of %d failed", outcome.other, phones * each);
    return {Rate::of(phones * each, outcome.elapsed, used - outcome.ownProcessorTime),
            Rate::of(phones * each, outcome.elapsed, outcome.ownProcessorTime).microseconds};
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("ASTREINTE_TEST_DURABLE", "yes");
    const QCoreApplication application(argc, argv);
    const auto quick = QCoreApplication::arguments().contains(QStringLiteral("--quick"));
    const int threads = 16;
    const int phones = 64;
    const int onTheWay = 4;
    const auto verified = verifications(threads, quick ? 500 : 2000);
    const auto signatureRate = signatures(threads, quick ? 500 : 2000);
    const auto inserted = inserts(threads, quick ? 500 : 2000);
    const auto submitted = submissions(phones, quick ? 20 : 150, onTheWay);
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    const auto line = [&out](const char *what, const Rate &rate) {
        out.setRealNumberPrecision(0);
        out << what << rate.perSecond << " per second, " << rate.microseconds << " µs of processor time each\n";
    };
    line("ES256 verifications (16 threads)         ", verified);
    line("ES256 signatures (16 threads)            ", signatureRate);
    line("group-committed inserts (16 threads)     ", inserted);
    line("durable signed submissions (64 phones)   ", submitted.server);
    out << "the client's own processor time          " << submitted.clientMicroseconds << " µs each\n";
    out.setRealNumberPrecision(3);
    const auto limit = std::min(verified.perSecond, inserted.perSecond);
    // Each submission is two verifications (request, document) and one signature (receipt), whatever else is done.
    const auto cryptographyAlone = 1 / (2 / verified.perSecond + 1 / signatureRate.perSecond);
    out << "submissions / machine's limit            " << submitted.server.perSecond / limit
        << " (target 0.5; TLS 1.3, client and server on the same " << std::thread::hardware_concurrency()
        << " processors)\n"
        << "its three signatures alone would allow   " << cryptographyAlone / limit << "\n";
    return 0;
}
