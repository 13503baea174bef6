// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "tests/bench/upload/nginx.h"
#include "tests/bench/upload/tus_reference.h"
#include "tests/link/enrolled_phone.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <cstdio>
#include <ctime>
#include <optional>
#include <sys/resource.h>
#include <unistd.h>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr qint64 wanted = 100LL * 1024 * 1024;
constexpr int rounds = 3;

// As the outbox holds it: its digest is known since it was taken.
struct Picture
{
    QByteArray bytes;
    QByteArray sha256;
};

double megabytesPerSecond(qint64 bytes, double seconds)
{
    return double(bytes) / 1e6 / seconds;
}

double secondsOf(const timespec &time)
{
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

// Processor time that a process has taken so far; on a machine that does other things it says more than the clock.
double processorSeconds(qint64 process)
{
    clockid_t clock = 0;
    timespec time{};
    const bool told = ::clock_getcpuclockid(pid_t(process), &clock) == 0 && ::clock_gettime(clock, &time) == 0;
    return told ? secondsOf(time) : 0;
}

double processorSecondsOfChildren()
{
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

// Seconds for everything.
struct Round
{
    double clock = 0;
    double durable = 0; // where durability is not waited for by itself
    double processor = 0;
};

class Bench
{
public:
    bool prepare();
    std::optional<Round> ours();
    std::optional<Round> curl();
    [[nodiscard]] bool hasCurl() const { return m_nginx != nullptr; }
    [[nodiscard]] qint64 size() const { return m_size; }
    // Negative without it. `part`: bytes a request, 0 for a whole file in one.
    [[nodiscard]] double npm(qint64 part) const { return m_npm ? m_npm->put(m_files, part) : -1; }
    [[nodiscard]] const CountingTransport &transport() const { return m_stage.transport; }

private:
    EnrolledPhone m_stage{std::nullopt};
    QTemporaryDir m_folder;
    QList<Picture> m_pictures;
    QStringList m_files;
    qint64 m_size = 0;
    std::unique_ptr<Nginx> m_nginx;
    std::unique_ptr<TusReference> m_npm;
};

bool Bench::prepare()
{
    if (!m_stage.set())
        return false;
    m_stage.phone->kill();
    for (quint32 seed = 1; m_size < wanted; ++seed) {
        const auto bytes = noisePicture({6000, 4000}, seed);
        m_pictures.append({bytes, signature::sha256(bytes)});
        m_size += bytes.size();
        m_files.append(m_folder.filePath(QString::number(seed)));
        QFile file(m_files.last());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return false;
    }
    m_nginx = std::make_unique<Nginx>(freePort(), m_stage.server->folder() + QStringLiteral("/tls"));
    if (!m_nginx->start()) {
        std::printf("upload: no comparison: %s\n", qPrintable(m_nginx->problem()));
        m_nginx.reset();
    }
    m_npm = std::make_unique<TusReference>(freePort());
    if (!m_npm->start()) {
        std::printf("upload: no comparison with the npm tus server: %s\n", qPrintable(m_npm->problem()));
        m_npm.reset();
    }
    return true;
}

std::optional<Round> Bench::ours()
{
    const auto processor = [this] {
        return processorSeconds(::getpid()) + processorSeconds(m_stage.server->processId());
    };
    const auto before = processor();
    QElapsedTimer timer;
    timer.start();
    for (const auto &picture : m_pictures)
        if (const auto problem = m_stage.upload(picture.bytes, picture.sha256); !problem.isEmpty()) {
            std::printf("upload failed: %s\n", qPrintable(problem));
            return {};
        }
    const auto seconds = double(timer.nsecsElapsed()) / 1e9;
    return Round{seconds, seconds, processor() - before};
}

std::optional<Round> Bench::curl()
{
    const auto processor = [this] { return processorSecondsOfChildren() + processorSeconds(m_nginx->processId()); };
    const auto before = processor();
    Round round;
    for (const auto &file : m_files) {
        const auto put = m_nginx->put(file);
        if (!put)
            return {};
        round.clock += put->seconds;
        round.durable += put->durableSeconds;
    }
    round.processor = processor() - before;
    return round;
}

// What is least in any of the rounds.
void keepBest(Round &best, const Round &round)
{
    const auto least = [](double a, double b) { return a > 0 ? std::min(a, b) : b; };
    best = {least(best.clock, round.clock), least(best.durable, round.durable), least(best.processor, round.processor)};
}

} // namespace

// 100 MiB of pictures through the application's own upload (tus over pinned TLS 1.3, every request signed, every part's
// digest checked and the part fsynced before it is acknowledged) against curl putting the same files to nginx over
// TLS 1.3, which checks and fsyncs nothing; beside it the same with an fsync after each file, and the processor time of
// both ends. Then against the npm tus client and server over plain HTTP. Rounds alternate; the best of each counts.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    Bench bench;
    if (!bench.prepare()) {
        std::puts("the server, the phone or the pictures are not there");
        return 1;
    }
    Round best;
    Round bestCurl;
    double npm = 0;
    double npmParts = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto ours = bench.ours();
        const auto curl = bench.hasCurl() ? bench.curl() : Round{};
        if (!ours || !curl)
            return 1;
        keepBest(best, *ours);
        keepBest(bestCurl, *curl);
        npm = std::max(npm, megabytesPerSecond(bench.size(), bench.npm(0)));
        npmParts = std::max(npmParts, megabytesPerSecond(bench.size(), bench.npm(bench.transport().largestPart)));
        std::printf("round %d: Astreinte %.2f s (processor %.2f), curl to nginx %.2f s (processor %.2f)\n", round + 1,
                    ours->clock, ours->processor, curl->clock, curl->processor);
    }
    const auto speed = [&bench](double seconds) { return megabytesPerSecond(bench.size(), seconds); };
    std::printf("upload of %.1f MiB: Astreinte %.1f MB/s in %d parts of at most %lld KiB, each fsynced before its "
                "acknowledgement; %.2f s of processor\n",
                double(bench.size()) / 1048576, speed(best.clock), bench.transport().parts / rounds,
                (long long)bench.transport().largestPart / 1024, best.processor);
    if (bench.hasCurl())
        std::printf("curl to nginx %.1f MB/s, ratio %.2f (wanted: 0.8); fsynced as well %.1f MB/s, ratio %.2f; "
                    "%.2f s of processor\n",
                    speed(bestCurl.clock), bestCurl.clock / best.clock, speed(bestCurl.durable),
                    bestCurl.durable / best.clock, bestCurl.processor);
    if (npm > 0)
        std::printf("tus-js-client to the npm tus server, plain HTTP: %.1f MB/s, ratio %.2f (wanted: 3); in the same "
                    "parts as ours %.1f MB/s, ratio %.2f\n",
                    npm, speed(best.clock) / npm, npmParts, speed(best.clock) / npmParts);
    return 0;
}
