// SPDX-License-Identifier: EUPL-1.2
#include "app/outbox/outbox.h"
#include "app/outbox/outbox_search.h"
#include "app/ports/clock.h"
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/message/channel.h"
#include "core/signature/jws.h"
#include "core/signature/keys.h"
#include "core/submission/documents.h"
#include "core/submission/submission.h"
#include "tests/core/submission/submission_sample.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <vector>

// The outbox of a phone from which 10, 10,000 and 100,000 submissions have left and where five more wait, in one run,
// over a real vault. What is opened and found by its words has left in each: what waits is in memory and would make the
// smallest look faster than it is. One more submitted durably, one opened as a person opens it (its row, and the texts
// that were signed), the first page listed, and three searches (a word of every submission, a word of ten of them, a
// word of a single one), and the unlocking up to the first page (the derivation of the keys included, as a person waits
// for it). The ratios to the smallest are what counts: at most 1.2; unlocking with 10,000 at most 1.1. Reading the row
// alone is told beside.
//
// Enqueuing waits for the medium twice; what it costs beside that is told as processor time.
using namespace astreinte;
using namespace astreinte::app;

namespace {

constexpr int waitingItems = 5;
constexpr int pageSize = 10;

[[noreturn]] void giveUp(const char *what)
{
    std::fprintf(stderr, "it could not be done: %s\n", what);
    std::exit(1);
}

QString idOf(int n)
{
    return QStringLiteral("0190a1b2-0000-7000-8000-%1").arg(n, 12, 16, QLatin1Char('0'));
}

// What a word is made of that only this submission holds: letters, as names are.
QString nameOf(int n)
{
    QString name;
    for (int rest = n + 100'000'000; rest > 0; rest /= 26)
        name += QChar(u'a' + rest % 26);
    return name;
}

// With its texts in five channels and two languages.
QByteArray signedSubmission()
{
    auto content = submission::sample::draft();
    content.texts.clear();
    const submission::Localised texts{
        {QStringLiteral("fr"),
         QStringLiteral("Crue de l’Indre à Châteauroux : éloignez-vous des berges et ne vous "
                        "engagez pas sur une route inondée.\n• Mettez-vous à l’abri en hauteur.")},
        {QStringLiteral("en"), QStringLiteral("River Indre flooding in Châteauroux: keep away from the banks and do "
                                              "not drive on a flooded road.\n• Move to higher ground.")}};
    for (const auto channel : {message::Channel::X, message::Channel::Facebook, message::Channel::Mastodon,
                               message::Channel::Bluesky, message::Channel::Site})
        content.texts.insert(message::channelName(channel), texts);
    const auto frozen = submission::Submission::freeze(content);
    const auto key = signature::SigningKey::generate();
    if (!frozen || !key)
        giveUp("freezing a submission");
    return signature::signCompact(*key, submission::typ::submission, frozen->payload()).value();
}

// The n-th of an outbox from which `count` have left; a later one waits, in a municipality of its own.
OutboxItem submission(int n, int count)
{
    const int municipality = n < count ? n % (count / 10) : n;
    static const auto jws = signedSubmission();
    OutboxItem item;
    item.draft.id = idOf(n);
    item.draft.kind = QStringLiteral("proposal");
    item.draft.templateId = QStringLiteral("inondation-en-cours");
    item.draft.incident = QStringLiteral("0190a1b2-1111-7000-8000-%1").arg(n / 50, 12, 16, QLatin1Char('0'));
    item.draft.values = {{QStringLiteral("commune"), QStringLiteral("%1ville sur Eure").arg(nameOf(municipality))},
                         {QStringLiteral("lieu"), QStringLiteral("Pont de la rue %1").arg(nameOf(n))},
                         {QStringLiteral("consigne"), QStringLiteral("Ne vous engagez pas sur une route inondée.")}};
    item.draft.channels = {QStringLiteral("x"), QStringLiteral("mastodon"), QStringLiteral("site")};
    item.title = QStringLiteral("Inondation – %1").arg(item.draft.values[QLatin1String("commune")].toString());
    item.jws = jws;
    item.state = n >= count ? submission::State::Queued : submission::State::Published;
    item.queuedAt = item.updatedAt = signature::Instant(std::chrono::milliseconds(1'760'000'000'000 + n));
    return item;
}

// In microseconds.
double now(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return double(time.tv_sec) * 1e6 + double(time.tv_nsec) / 1e3;
}

template <typename Act>
double median(clockid_t clock, int rounds, Act act)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto begun = now(clock);
        if (!act(i))
            giveUp("one operation");
        times.push_back(now(clock) - begun);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

template <typename Act>
double median(int rounds, Act act)
{
    return median(CLOCK_MONOTONIC, rounds, act);
}

// As the screen does that shows one.
bool open(const Outbox &outbox, const QString &id)
{
    const auto item = outbox.find(id);
    const auto jws = item ? signature::parseCompact(item->jws, submission::typ::submission) : fail(Reason::Internal);
    const auto frozen = jws ? submission::Submission::parse(jws->unverifiedPayload()) : fail(Reason::Internal);
    return frozen && frozen->content().texts.size() == 5;
}

struct Figure
{
    const char *name;
    double time; // in microseconds
};

void fill(Vault &vault, const SearchIndex &index, int count)
{
    constexpr int portion = 1'000;
    const int all = count + waitingItems;
    for (int from = 0; from < all; from += portion) {
        QList<OutboxItem> items;
        QList<Change> changes;
        for (int n = from; n < std::min(all, from + portion); ++n) {
            items.append(submission(n, count));
            changes.append({Table::Outbox, idOf(n), items.last().toJson(), quint8(items.last().state)});
        }
        const auto words = index.entering(items);
        if (!words || !vault.commit(changes + *words))
            giveUp("filling the outbox");
    }
}

std::vector<Figure> measured(int count)
{
    QTemporaryDir folder(QDir::currentPath() + QStringLiteral("/bench-outbox-XXXXXX"));
    PosixDisk disk;
    Vault vault(folder.path() + QStringLiteral("/vault"), disk);
    const signature::Secret pin("246813");
    const signature::Secret store(QByteArray(32, 's'));
    const auto keys = vault.create(pin, store);
    if (!keys || !vault.open(*keys))
        giveUp("making the vault");
    const SystemClock clock;
    Outbox outbox(vault, clock);
    SearchIndex index(vault);
    if (!index.enterEarlier())
        giveUp("beginning the index");
    fill(vault, index, count);
    // What the filling left to the system to write would be written beside what is measured.
    ::sync();
    std::vector<Figure> figures;
    figures.push_back({"unlock and first page", median(7, [&](int) {
                           vault.lock();
                           const auto derived = vault.derive(pin, store);
                           return derived && vault.open(*derived) && outbox.load() && outbox.page({}, pageSize);
                       })});
    const auto search = [&](const QString &words, int hits) {
        return median(101, [&](int) {
            const auto found = OutboxSearch(outbox, words).next(pageSize, 40);
            return found && found->size() == std::min(hits, pageSize);
        });
    };
    const auto nth = [count](int i) { return idOf(int(qint64(i) * 7919 % count)); };
    figures.push_back({"open", median(501, [&](int i) { return open(outbox, nth(i)); })});
    figures.push_back(
        {"open, its row alone", median(501, [&](int i) { return outbox.find(nth(501 + i)).has_value(); })});
    figures.push_back({"list", median(101, [&](int) { return outbox.page({}, pageSize)->size() == pageSize; })});
    figures.push_back({"search for a word of all", search(QStringLiteral("inondation"), count)});
    figures.push_back({"search for a word of ten", search(QStringLiteral("%1ville").arg(nameOf(0)), pageSize)});
    figures.push_back({"search for one", search(nameOf(count / 2), 1)});
    int made = count + waitingItems;
    const auto enqueue = [&](int) { return outbox.enqueue(submission(made++, count)).has_value(); };
    figures.push_back({"enqueue", median(101, enqueue)});
    figures.push_back({"enqueue, processor", median(CLOCK_PROCESS_CPUTIME_ID, 101, enqueue)});
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
        std::printf("outbox of %d beside 10:\n", count);
        for (std::size_t i = 0; i < small.size(); ++i) {
            const bool unlock = std::strncmp(small[i].name, "unlock", 6) == 0;
            std::printf("  %-24s %5.2f (%.0f us beside %.0f us; target %s)\n", small[i].name,
                        large[i].time / small[i].time, large[i].time, small[i].time, unlock ? "1.1 at 10000" : "1.2");
        }
    }
    return 0;
}
