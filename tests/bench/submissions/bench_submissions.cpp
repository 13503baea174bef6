// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/crowd.h"
#include "tests/bench/submissions/requests.h"
#include "tests/server/database.h"
#include "tests/server/stage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <thread>

// Durable signed submissions per second through the real HTTP server over TLS 1.3, beside what this machine can do at
// most: ES256 verifications, and rows committed in groups with WAL and synchronous=FULL. All in one run and in turn,
// round after round, so that what else the machine does meets them alike; medians. Requests are signed before the clock
// starts and sent by one light thread, which shares the processors with the server; each line therefore also gives the
// processor time of one operation, the client's apart. ASTREINTE_TEST_DATABASE=postgresql: the same on PostgreSQL, with
// fsync; its own processes' time is not in that figure.

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

constexpr int threads = 16;
constexpr int phones = 64;
constexpr int onTheWay = 4;

// What is measured in turn.
class Machine
{
public:
    Machine()
    {
        if (!m_stage.set())
            qFatal("the server did not start");
    }
    Rate verifications(int each)
    {
        return rateOf(threads, each,
                      [this](int, int) { return m_key.verifyingKey().verify(m_message, m_signature).has_value(); });
    }
    Rate signatures(int each)
    {
        return rateOf(threads, each, [this](int, int) { return m_key.sign(m_message).has_value(); });
    }
    Rate inserts(int each)
    {
        const QString value(1500, QLatin1Char('v'));
        const auto round = m_insertRounds++;
        return rateOf(threads, each, [&](int thread, int i) {
            return m_store
                ->write([&](storage::Transaction &transaction) {
                    return transaction->run("INSERT INTO setting (name, value) VALUES (?, ?)",
                                            QStringLiteral("%1-%2-%3").arg(round).arg(thread).arg(i), value);
                })
                .has_value();
        });
    }
    Rate submissions(int each)
    {
        const auto requests = tests::preparedRequests(m_stage, phones, each);
        tests::Crowd crowd(m_stage.prefecture.port(), phones);
        const auto processor = processTime();
        const auto outcome = crowd.send(requests, onTheWay);
        const auto used = processTime() - processor;
        if (outcome.other > 0)
            qFatal("%d of %d failed", outcome.other, phones * each);
        return Rate::of(phones * each, outcome.elapsed, used - outcome.ownProcessorTime);
    }

private:
    const signature::SigningKey m_key = signature::SigningKey::generate().value();
    const QByteArray m_message = QByteArray(2048, 'm');
    const QByteArray m_signature = m_key.sign(m_message).value();
    const QTemporaryDir m_folder;
    const std::unique_ptr<storage::Store> m_store =
        storage::Store::open(tests::databaseAt(m_folder.filePath(QStringLiteral("bench.db")))).value();
    int m_insertRounds = 0;
    tests::Stage m_stage;
};

Rate medianOf(const std::vector<Rate> &rates)
{
    const auto median = [&rates](double Rate::*part) {
        std::vector<double> values;
        for (const auto &rate : rates)
            values.push_back(rate.*part);
        std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
        return values[values.size() / 2];
    };
    return {median(&Rate::perSecond), median(&Rate::microseconds)};
}

struct Medians
{
    Rate verified;
    Rate signature;
    Rate inserted;
    Rate submitted;
};

Medians measured(int rounds)
{
    Machine machine;
    (void)machine.submissions(5); // warms up
    std::array<std::vector<Rate>, 4> rates;
    for (int round = 0; round < rounds; ++round) {
        rates[0].push_back(machine.verifications(300));
        rates[1].push_back(machine.signatures(300));
        rates[2].push_back(machine.inserts(300));
        rates[3].push_back(machine.submissions(20));
    }
    return {medianOf(rates[0]), medianOf(rates[1]), medianOf(rates[2]), medianOf(rates[3])};
}

// For a profiler, which cannot tell the parts apart.
Rate measuredAlone(int rounds)
{
    Machine machine;
    std::vector<Rate> rates;
    for (int round = 0; round < rounds; ++round)
        rates.push_back(machine.submissions(20));
    return medianOf(rates);
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("ASTREINTE_TEST_DURABLE", "yes");
    const QCoreApplication application(argc, argv);
    const auto quick = QCoreApplication::arguments().contains(QStringLiteral("--quick"));
    if (QCoreApplication::arguments().contains(QStringLiteral("--alone"))) {
        const auto alone = measuredAlone(20);
        QTextStream(stdout) << alone.perSecond << " per second, " << alone.microseconds
                            << " µs of processor time each\n";
        return 0;
    }
    const auto [verified, signature, inserted, submitted] = measured(quick ? 3 : 15);
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    const auto line = [&out](const char *what, const Rate &rate) {
        out.setRealNumberPrecision(0);
        out << what << rate.perSecond << " per second, " << rate.microseconds << " µs of processor time each\n";
    };
    line("ES256 verifications (16 threads)         ", verified);
    line("ES256 signatures (16 threads)            ", signature);
    line("group-committed inserts (16 threads)     ", inserted);
    line("durable signed submissions (64 phones)   ", submitted);
    const auto limit = std::min(verified.perSecond, inserted.perSecond);
    // Each submission is two verifications (request, document) and one signature (receipt), whatever else is done.
    const auto threeSignatures = 1 / (2 / verified.perSecond + 1 / signature.perSecond);
    out << "of which its three signatures            " << 2 * verified.microseconds + signature.microseconds
        << " µs of processor time each\n";
    out.setRealNumberPrecision(3);
    out << "submissions / machine's limit            " << submitted.perSecond / limit
        << " (target 0.5; TLS 1.3, client and server on the same " << std::thread::hardware_concurrency()
        << " processors)\n"
        << "its three signatures alone would allow   " << threeSignatures / limit << "\n"
        << "submissions / its three signatures alone " << submitted.perSecond / threeSignatures << "\n";
    return 0;
}
