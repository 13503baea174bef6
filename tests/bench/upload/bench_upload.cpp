// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/bytes.h"
#include "tests/bench/upload/nginx.h"
#include "tests/bench/upload/tus_reference.h"
#include "tests/link/enrolled_phone.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <cstdio>

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

} // namespace

// 100 MiB of pictures through the application's own upload (tus over pinned TLS 1.3, every request signed, every part's
// digest checked and the part fsynced before it is acknowledged) against curl putting the same files to nginx over
// TLS 1.3, which checks and fsyncs nothing, and against the npm tus client and server over plain HTTP. Rounds
// alternate; the best of each counts.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    EnrolledPhone stage(std::nullopt);
    if (!stage.set()) {
        std::puts("the server or the phone does not start");
        return 1;
    }
    stage.phone->kill();
    QList<Picture> pictures;
    QStringList files;
    const QTemporaryDir folder;
    qint64 size = 0;
    for (quint32 seed = 1; size < wanted; ++seed) {
        const auto bytes = noisePicture({6000, 4000}, seed);
        pictures.append({bytes, signature::sha256(bytes)});
        size += bytes.size();
        files.append(folder.filePath(QString::number(seed)));
        QFile file(files.last());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return 1;
    }
    Nginx nginx(freePort(), stage.server->folder() + QStringLiteral("/tls"));
    const bool compared = nginx.start();
    if (!compared)
        std::printf("upload: no comparison: %s\n", qPrintable(nginx.problem()));
    TusReference npm(freePort());
    const bool beside = npm.start();
    if (!beside)
        std::printf("upload: no comparison with the npm tus server: %s\n", qPrintable(npm.problem()));
    double best = 0;
    double bestCurl = 0;
    double bestNpm = 0;
    double bestNpmParts = 0;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (const auto &picture : pictures)
            if (const auto problem = stage.upload(picture.bytes, picture.sha256); !problem.isEmpty()) {
                std::printf("upload failed: %s\n", qPrintable(problem));
                return 1;
            }
        const auto ours = megabytesPerSecond(size, double(timer.nsecsElapsed()) / 1e9);
        best = std::max(best, ours);
        double seconds = 0;
        for (const auto &file : files)
            seconds += compared ? nginx.put(file) : 0;
        if (compared)
            bestCurl = std::max(bestCurl, megabytesPerSecond(size, seconds));
        if (beside) {
            bestNpm = std::max(bestNpm, megabytesPerSecond(size, npm.put(files, 0)));
            bestNpmParts =
                std::max(bestNpmParts, megabytesPerSecond(size, npm.put(files, stage.transport.largestPart)));
        }
        std::printf("round %d: Astreinte %.1f MB/s, curl to nginx %.1f MB/s\n", round + 1, ours,
                    compared ? megabytesPerSecond(size, seconds) : 0.0);
    }
    std::printf("upload of %.1f MiB: Astreinte %.1f MB/s in %d parts of at most %lld KiB, each fsynced before its "
                "acknowledgement",
                double(size) / 1048576, best, stage.transport.parts / rounds,
                (long long)stage.transport.largestPart / 1024);
    if (compared)
        std::printf("; curl to nginx %.1f MB/s; ratio %.2f (wanted: 0.8)", bestCurl, best / bestCurl);
    std::puts("");
    if (beside)
        std::printf("tus-js-client to the npm tus server, plain HTTP: %.1f MB/s, ratio %.2f (wanted: 3); in the same "
                    "parts as ours %.1f MB/s, ratio %.2f\n",
                    bestNpm, best / bestNpm, bestNpmParts, best / bestNpmParts);
    return 0;
}
