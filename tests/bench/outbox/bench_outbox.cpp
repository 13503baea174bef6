// SPDX-License-Identifier: EUPL-1.2
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QUuid>
#include <algorithm>
#include <cstdio>
#include <vector>

// The vault under an outbox of 10, 10,000 and 100,000 submissions, in one run: one more committed, one found, the
// newest fifty listed, the vault unlocked (a derivation included, as a person waits for it). The ratios to the smallest
// are what counts (at most 1.2; unlocking with 10,000 at most 1.1).
using namespace astreinte;
using namespace astreinte::app;

namespace {

QString idOf(int n)
{
    return QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(n, 12, 16, QLatin1Char('0'));
}

QJsonObject submission(int n)
{
    return {{QStringLiteral("v"), 1},
            {QStringLiteral("id"), idOf(n)},
            {QStringLiteral("title"), QStringLiteral("Premier message – commune %1").arg(n % 241)},
            {QStringLiteral("jws"), QString(1'400, QLatin1Char('j'))}};
}

// In microseconds.
template <typename Act>
double median(int rounds, Act act)
{
    std::vector<qint64> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        if (!act(i)) {
            std::fprintf(stderr, "it could not be done\n");
            std::exit(1);
        }
        times.push_back(timer.nsecsElapsed());
    }
    std::ranges::sort(times);
    return double(times[times.size() / 2]) / 1e3;
}

struct Figures
{
    double enqueue = 0;
    double find = 0;
    double list = 0;
    double unlock = 0;
};

Figures measured(int count)
{
    QTemporaryDir folder(QDir::currentPath() + QStringLiteral("/bench-outbox-XXXXXX"));
    PosixDisk disk;
    Vault vault(folder.path() + QStringLiteral("/vault"), disk);
    const signature::Secret pin("246813");
    const signature::Secret store(QByteArray(32, 's'));
    const auto keys = vault.create(pin, store);
    if (!keys || !vault.open(*keys))
        std::exit(1);
    QList<Change> changes;
    for (int n = 0; n < count; ++n) {
        changes.append({Table::Outbox, idOf(n), submission(n), quint8(n % 10 ? 3 : 1)});
        if (changes.size() == 1'000 || n + 1 == count) {
            if (!vault.commit(changes))
                std::exit(1);
            changes.clear();
        }
    }
    Figures figures;
    figures.unlock = median(5, [&](int) {
        vault.lock();
        const auto derived = vault.derive(pin, store);
        return derived && vault.open(*derived) && vault.page({Table::Outbox, {}, {}, true, 50});
    });
    figures.enqueue = median(
        101, [&](int i) { return vault.put(Table::Outbox, idOf(count + i), submission(count + i), 1).has_value(); });
    figures.find = median(301, [&](int i) {
        const auto found = vault.find(Table::Outbox, idOf(int(qint64(i) * 7919 % count)));
        return found && *found;
    });
    figures.list = median(101, [&](int) { return vault.page({Table::Outbox, {}, {}, true, 10})->size() == 10; });
    return figures;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const bool quick = QCoreApplication::arguments().contains(QStringLiteral("--quick"));
    const auto small = measured(10);
    for (const int count : quick ? std::vector{1'000} : std::vector{10'000, 100'000}) {
        const auto large = measured(count);
        std::printf("outbox of %d beside 10: enqueue %.2f (%.0f us), find %.2f (%.0f us), list of 10 %.2f (%.0f us), "
                    "unlock and first list %.2f (%.0f ms)\n",
                    count, large.enqueue / small.enqueue, large.enqueue, large.find / small.find, large.find,
                    large.list / small.list, large.list, large.unlock / small.unlock, large.unlock / 1e3);
    }
    return 0;
}
