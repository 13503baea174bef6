// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/tls_link.h"
#include "tests/server/stage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>
#include <functional>
#include <thread>

// Durable signed submissions per second through the real HTTP server over TLS, beside what this machine can do at most:
// ES256 verifications, and rows committed in groups with WAL and synchronous=FULL. All three in one run, with as many
// threads, so that the ratio means something on any machine. Client and server share the processors.

namespace {

using namespace astreinte;

// `work(thread, i)` `each` times on each of `threads` threads; how many per second.
double perSecond(int threads, int each, const std::function<bool(int, int)> &work)
{
    std::atomic<int> failures{0};
    QElapsedTimer timer;
    timer.start();
    std::vector<std::thread> running;
    for (int thread = 0; thread < threads; ++thread)
        running.emplace_back([&, thread] {
            for (int i = 0; i < each; ++i)
                if (!work(thread, i))
                    ++failures;
        });
    for (auto &thread : running)
        thread.join();
    const auto seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    if (failures > 0)
        qFatal("%d of %d failed", failures.load(), threads * each);
    return threads * each / seconds;
}

double verifications(int threads, int each)
{
    const auto key = signature::SigningKey::generate().value();
    const QByteArray message(2048, 'm');
    const auto signature = key.sign(message).value();
    return perSecond(threads, each,
                     [&](int, int) { return key.verifyingKey().verify(message, signature).has_value(); });
}

double inserts(int threads, int each)
{
    const QTemporaryDir folder;
    auto store = storage::Store::open(folder.filePath(QStringLiteral("bench.db"))).value();
    const QString value(1500, QLatin1Char('v'));
    return perSecond(threads, each, [&](int thread, int i) {
        return store
            ->write([&](storage::Transaction &transaction) {
                return transaction->run("INSERT INTO setting (name, value) VALUES (?, ?)",
                                        QStringLiteral("%1-%2").arg(thread).arg(i), value);
            })
            .has_value();
    });
}

// Requests are signed before the clock starts: what is measured is the server.
std::vector<std::vector<QByteArray>> preparedRequests(tests::Stage &stage, int threads, int each)
{
    std::vector<std::vector<QByteArray>> requests(static_cast<std::size_t>(threads));
    for (auto &mine : requests) {
        for (int i = 0; i < each; ++i) {
            auto draft = stage.officer->draft();
            draft.incident.reset();
            const auto frozen = submission::Submission::freeze(draft).value();
            const auto body = stage.officer->jwsOf(frozen);
            const tests::Headers headers{{"Content-Type", "application/jose"},
                                         {"Idempotency-Key", frozen.idempotencyKey()}};
            auto request =
                "POST /v1/submissions HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(stage.prefecture.port()) +
                "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
            for (const auto &[name, value] : stage.officer->signedHeaders("POST", "/v1/submissions", headers, body))
                request += name + ": " + value + "\r\n";
            mine.push_back(request + "\r\n" + body);
        }
    }
    return requests;
}

double submissions(int threads, int each)
{
    tests::Stage stage;
    if (!stage.set())
        qFatal("the server did not start");
    const auto requests = preparedRequests(stage, threads, each);
    std::vector<std::unique_ptr<tests::TlsLink>> links;
    for (int i = 0; i < threads; ++i)
        links.push_back(std::make_unique<tests::TlsLink>(stage.prefecture.port()));
    return perSecond(threads, each, [&](int thread, int i) {
        const auto at = static_cast<std::size_t>(thread);
        return links[at]->exchange(requests[at][static_cast<std::size_t>(i)]) == 201;
    });
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto quick = QCoreApplication::arguments().contains(QStringLiteral("--quick"));
    const int threads = 16;
    const auto verified = verifications(threads, quick ? 500 : 2000);
    const auto inserted = inserts(threads, quick ? 500 : 2000);
    const auto submitted = submissions(threads, quick ? 50 : 400);
    const auto limit = std::min(verified, inserted);
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(0);
    out << "clients                         " << threads << "\n"
        << "ES256 verifications per second  " << verified << "\n"
        << "group-committed inserts /second " << inserted << "\n"
        << "durable signed submissions /s   " << submitted << "\n";
    out.setRealNumberPrecision(3);
    out << "submissions / machine's limit   " << submitted / limit << " (target 0.5; client and server on the same "
        << std::thread::hardware_concurrency() << " processors)\n";
    return 0;
}
