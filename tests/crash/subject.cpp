// SPDX-License-Identifier: EUPL-1.2
// A phone's work without its screens, through the application's own code: captures, drafts, submissions, approvals by
// voice, receipts, retention, locking, pictures taken while locked. It tells the file ASTREINTE_CRASH_ACK what it would
// have told its user, one line each, after the application said so. Run under the recorder.
#include "app/capture/found_photos.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/duty/oral_courier.h"
#include "app/outbox/outbox.h"
#include "app/outbox/retention.h"
#include "app/ports/clock.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "app/vault/vault.h"
#include "app/vault/vault_keys.h"
#include "core/signature/bytes.h"
#include "tests/app/devices.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QImage>
#include <QRandomGenerator>
#include <QThreadPool>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace astreinte;
using namespace astreinte::app;

namespace {

QByteArray picture(int seed)
{
    QRandomGenerator random{quint32(seed)};
    QImage image(48, 32, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, random.generate() | 0xff000000U);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "jpg", 90);
    return bytes;
}

class NoNetwork final : public Transport
{
public:
    void setServer(const ServerIdentity &) override {}
    EventStream *listen(const HttpRequest &, QObject *) override { return nullptr; }
    void send(const HttpRequest &, QObject *, Answer answer, Progress) override
    {
        answer(fail(Reason::NetworkUnreachable));
    }
};

class Subject
{
public:
    explicit Subject(const QString &root)
        : m_vault(root + QStringLiteral("/data/vault"), m_disk), m_drafts(m_vault, m_clock), m_shelf(m_vault),
          m_outbox(m_vault, m_clock), m_mutant(qEnvironmentVariable("ASTREINTE_CRASH_MUTANT"))
    {
        m_ack = ::open(qgetenv("ASTREINTE_CRASH_ACK").constData(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    }

    bool begin()
    {
        const auto exists = m_vault.exists();
        Result<std::shared_ptr<const VaultKeys>> keys = fail(Reason::Locked);
        if (qEnvironmentVariableIsSet("ASTREINTE_CRASH_PIN")) {
            if (!again([&] {
                    keys = m_vault.create(signature::Secret("246813"), signature::Secret(QByteArray(32, 's')));
                    return keys.has_value();
                }))
                return false;
            told("keys " + (*keys)->vaultId.toHex() + ' ' + (*keys)->rowKey.view().toByteArray().toHex() + ' ' +
                 (*keys)->pictures.scalar().view().toByteArray().toHex() + ' ' +
                 (*keys)->ledgerKey.view().toByteArray().toHex());
        } else {
            keys = fixedKeys();
        }
        m_keys = *keys;
        return exists && again([&] { return m_vault.open(m_keys).has_value(); }) && m_content.loadBundled() &&
               again([&] { return m_session.enrolled(officer(), *makeDeviceKeys()).has_value(); }) && load();
    }

    void round(int n)
    {
        const auto id = write(n);
        if (id.isEmpty())
            return;
        const auto photo = capture(id, n);
        if (n % 2 == 0)
            send(id, photo, n);
        if (n % 3 == 2 && !photo.isEmpty() && n % 2 == 1)
            removePhoto(photo);
        if (n % 4 == 3)
            lockedCapture(n);
    }

private:
    static std::shared_ptr<const VaultKeys> fixedKeys()
    {
        return std::make_shared<const VaultKeys>(VaultKeys{QByteArray(16, 'v'), signature::Secret(QByteArray(32, 'r')),
                                                           *sealing::AgeIdentity::fromSecret(QByteArray(32, 'a')),
                                                           signature::Secret(QByteArray(32, 'l')),
                                                           signature::Secret(QByteArray(32, 's'))});
    }
    // A person tries again when saving failed; three times, then gives up.
    template <typename Try>
    static bool again(Try once)
    {
        return once() || once() || once();
    }
    void told(const QByteArray &line) const
    {
        (void)!::write(m_ack, QByteArray(line + '\n').constData(), size_t(line.size() + 1));
    }
    static Identity officer()
    {
        Identity identity;
        identity.personId = QStringLiteral("officer-a");
        identity.role = QStringLiteral("onCallOfficer");
        identity.confirmed = true;
        return identity;
    }
    bool load() { return m_shelf.load() && m_drafts.load() && m_outbox.load(); }

    QString write(int n)
    {
        QString id;
        const bool added = again([&] {
            Draft draft;
            draft.kind = QStringLiteral("proposal");
            const auto done = m_drafts.add(draft);
            id = done.value_or(QString());
            return done.has_value();
        });
        if (!added)
            return {};
        told("draft " + id.toLatin1() + " 0");
        for (int edit = 1; edit <= 2; ++edit) {
            m_drafts.edit([&](Draft &draft) { draft.values.insert(QStringLiteral("n"), edit); }, true);
            if (!m_drafts.problem())
                told("draft " + id.toLatin1() + ' ' + QByteArray::number(edit));
        }
        Q_UNUSED(n)
        return id;
    }

    QString capture(const QString &draft, int n)
    {
        const auto bytes = picture(n);
        const auto id = freshId().value_or(QString());
        const bool kept = again([&] {
            Photo photo;
            photo.id = id;
            photo.draft = draft;
            std::optional<Result<Photo>> answer;
            QEventLoop loop;
            m_shelf.keep(photo, bytes, &m_context, [&](const Result<Photo> &done) {
                answer = done;
                loop.quit();
            });
            if (!answer) // it may have come at once
                loop.exec();
            return answer->has_value();
        });
        if (!kept)
            return {};
        told("photo " + id.toLatin1() + ' ' + signature::hex(signature::sha256(bytes)));
        m_drafts.edit([&](Draft &edited) { edited.photos.append(id); }, true);
        return id;
    }

    void send(const QString &id, const QString &photo, int n)
    {
        OutboxItem item;
        item.draft = *m_drafts.find(id);
        item.title = QStringLiteral("essai %1").arg(n);
        item.jws = "e30.e30.e30";
        item.queuedAt = m_clock.now();
        if (const auto *kept = m_shelf.find(photo); kept && kept->rendition)
            item.photos.append({photo, kept->rendition->sha256, kept->rendition->blob, kept->rendition->size, 0, {}});
        if (m_mutant == QStringLiteral("told-before-committed"))
            told("queued " + id.toLatin1());
        if (!again([&] { return m_outbox.enqueue(item).has_value(); }))
            return;
        m_drafts.forgetOne(id);
        told("queued " + id.toLatin1());
        if (m_mutant == QStringLiteral("unlinked-before-committed") && !item.photos.isEmpty())
            (void)m_vault.dropBlob(item.photos.first().blob);
        if (n % 4 == 2)
            approvedByVoice(id, n);
        const bool received = again([&] {
            return m_outbox.change(id, [&](OutboxItem &edited) {
                edited.state = n % 4 == 0 ? submission::State::Published : submission::State::Received;
                edited.receipt = "e30.e30.e31";
                edited.receivedAt = m_clock.now();
            });
        });
        if (!received)
            return;
        told("received " + id.toLatin1());
        if (n % 4 == 0) {
            told("letting-go " + id.toLatin1() + ' ' + photo.toLatin1());
            (void)applyRetention(m_vault, m_clock.now() + keptAfterReceipt + std::chrono::hours(1));
            (void)load();
        }
    }

    // Kept until the server has it; one of two is taken back.
    void approvedByVoice(const QString &id, int n)
    {
        const OralRecord record{freshId().value_or(QString()),
                                QStringLiteral("authority-a"),
                                QStringLiteral("radio"),
                                m_clock.now(),
                                QStringLiteral("essai %1").arg(n),
                                {},
                                {}};
        const auto revision = m_outbox.find(id)->draft.revision;
        if (!again([&] { return m_oral.keep(id, revision, record).has_value(); }))
            return;
        told("said " + id.toLatin1() + ' ' + record.id.toLatin1());
        if (n % 8 != 2)
            return;
        told("unsaying " + id.toLatin1());
        m_oral.discard(id);
        if (const auto item = m_outbox.find(id); item && !item->oral)
            told("unsaid " + id.toLatin1());
    }

    void removePhoto(const QString &photo)
    {
        told("letting-go - " + photo.toLatin1());
        (void)m_shelf.remove(photo);
    }

    void lockedCapture(int n)
    {
        m_vault.lock();
        for (int shot = 0; shot < 2; ++shot) {
            const auto bytes = picture(1000 + 2 * n + shot);
            Photo photo;
            photo.id = freshId().value_or(QString());
            const bool held = again([&] {
                std::optional<Result<void>> answer;
                QEventLoop loop;
                m_shelf.hold(photo, bytes, &m_context, [&](const Result<void> &done) {
                    answer = done;
                    loop.quit();
                });
                if (!answer) // it may have come at once
                    loop.exec();
                return answer->has_value();
            });
            if (held)
                told("held " + photo.id.toLatin1() + ' ' + signature::hex(signature::sha256(bytes)));
        }
        if (!again([&] { return m_vault.open(m_keys).has_value(); }) || !load())
            ::_exit(3);
        takeHeld();
    }

    // What the home screen offers after unlocking, accepted at once.
    void takeHeld()
    {
        FoundPhotos found(m_vault, m_shelf, m_drafts, m_content, m_session);
        found.load();
        QEventLoop loop;
        QObject::connect(&found, &FoundPhotos::changed, &loop, [&] {
            if (!found.busy())
                loop.quit();
        });
        found.takeHeld();
        if (found.busy())
            loop.exec();
        QThreadPool::globalInstance()->waitForDone(); // thumbnails
    }

    PosixDisk m_disk;
    SystemClock m_clock;
    Vault m_vault;
    Drafts m_drafts;
    PhotoShelf m_shelf;
    Outbox m_outbox;
    Content m_content;
    tests::MemoryKeyStore m_keyStore{std::make_shared<tests::MemoryKeyStore::Entries>()};
    Session m_session{m_vault, m_keyStore, m_clock, {}};
    NoNetwork m_network;
    ServerLink m_link{m_network, m_clock};
    OralCourier m_oral{m_link, m_outbox, m_session};
    QObject m_context;
    QString m_mutant;
    std::shared_ptr<const VaultKeys> m_keys;
    int m_ack = -1;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ::umask(077);
    const auto arguments = QCoreApplication::arguments();
    const auto root = arguments.value(1);
    QDir().mkpath(root + QStringLiteral("/data"));
    Subject subject(root);
    if (!subject.begin())
        return 2;
    for (int n = 0; n < arguments.value(2).toInt(); ++n)
        subject.round(n);
    return 0;
}
