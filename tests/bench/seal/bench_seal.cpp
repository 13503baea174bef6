// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/signature/bytes.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

// A photo of 5 MB into the vault, durable, beside the same bytes written in the clear and fsynced, in turns, in one
// run; the ratio of the medians is what counts (at most 1.25). Beside them, the time of an unlocking with its scrypt.
using namespace astreinte;
using namespace astreinte::app;

namespace {

constexpr double target = 1.25;
constexpr qsizetype photoSize = 5'000'000;

double median(std::vector<qint64> values)
{
    std::ranges::sort(values);
    return double(values[values.size() / 2]) / 1e6;
}

template <typename Act>
qint64 timed(Act act)
{
    QElapsedTimer timer;
    timer.start();
    if (!act()) {
        std::fprintf(stderr, "it could not be done\n");
        std::exit(1);
    }
    return timer.nsecsElapsed();
}

bool writePlain(const QString &path, const QByteArray &bytes)
{
    const int file = ::open(qPrintable(path), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    const bool written = file >= 0 && ::write(file, bytes.constData(), size_t(bytes.size())) == bytes.size();
    return written && ::fsync(file) == 0 && ::close(file) == 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const int rounds = QCoreApplication::arguments().contains(QStringLiteral("--quick")) ? 9 : 41;
    // On a real disk: a temporary folder may be memory, where fsync costs nothing.
    QTemporaryDir folder(QDir::currentPath() + QStringLiteral("/bench-seal-XXXXXX"));
    PosixDisk disk;
    Vault vault(folder.path() + QStringLiteral("/vault"), disk);
    const signature::Secret pin("246813");
    const signature::Secret store(QByteArray(32, 's'));
    const auto keys = vault.create(pin, store);
    if (!keys || !vault.open(*keys) || !vault.setRecovery(sealing::AgeIdentity::generate()->recipient()))
        return 1;
    const auto photo = *signature::randomBytes(photoSize);
    std::vector<qint64> plain;
    std::vector<qint64> sealed;
    for (int i = -1; i < rounds; ++i) {
        const auto path = folder.path() + QStringLiteral("/plain-%1").arg(i);
        const auto one = timed([&] { return writePlain(path, photo); });
        QString blob;
        const auto other = timed([&] {
            const auto kept = vault.keepBlob(**keys, photo);
            blob = kept.value_or(QString());
            return kept.has_value();
        });
        QFile::remove(path);
        (void)vault.dropBlob(blob);
        if (i < 0) // the first pair only warms up
            continue;
        plain.push_back(one);
        sealed.push_back(other);
    }
    std::vector<qint64> unlock;
    for (int i = 0; i < 5; ++i)
        unlock.push_back(timed([&] { return vault.derive(pin, store).has_value(); }));
    std::printf("seal: 5 MB in the clear %.1f ms, sealed to two recipients %.1f ms, ratio %.2f (target at most %.2f)\n",
                median(plain), median(sealed), median(sealed) / median(plain), target);
    std::printf("unlock: %.0f ms (scrypt N=2^16, r=8, p=2)\n", median(unlock));
    return 0;
}
