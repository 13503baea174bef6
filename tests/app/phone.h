// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/field_app.h"
#include "app/sync/transport.h"
#include "tests/app/devices.h"

#include <QTemporaryDir>
#include <memory>

namespace astreinte::tests {

// One phone with its real object graph and no screen. kill() forgets everything in memory, as the system does; the
// folder and the keystore stay.
class Phone
{
public:
    // `transport` makes the network of each start; without it, the real one.
    using MakeTransport = std::function<std::unique_ptr<app::Transport>()>;
    // `folder`: of a phone whose process may be killed, its keystore beside its data; a temporary one otherwise.
    explicit Phone(MakeTransport transport = {}, const QString &folder = {});
    ~Phone();

    void start();
    void kill();
    // What SIGKILL leaves: the disk as it is at this instant, nothing that a destructor would still write.
    void crash();
    bool choosePin(const QString &pin = defaultPin());
    bool unlock(const QString &pin = defaultPin());
    // As enrolment leaves an officer's phone, confirmed, with a PIN, by a server that nobody reaches.
    bool enrolOffline();
    // From the invitation to the seven digits; they are empty when it failed.
    QString enrol(const QString &invitation);

    [[nodiscard]] app::FieldApp &app() { return *m_app; }
    // What the keystore holds.
    [[nodiscard]] const MemoryKeyStore::Entries &secrets() const { return *m_secrets; }
    [[nodiscard]] QString folder() const { return m_path; }
    static QString defaultPin() { return QStringLiteral("246813"); }

    // A photo whose rights are all answered and whose description is written.
    QString takePublishablePhoto(const QByteArray &picture);
    // The answers and the descriptions that make a photo publishable.
    void answerRights(const QString &photo);
    // A draft of the first message, complete. Empty when something is missing: problems() says what.
    bool fillFirstMessage();
    QString submit();
    [[nodiscard]] QStringList problems();

    ScriptedCamera *camera = nullptr;
    ScriptedPosition *position = nullptr;
    MemoryKeyStore *keyStore = nullptr; // null when the folder was given
    ManualConnectivity *connectivity = nullptr;
    ManualClock *clock = nullptr;
    SilentNotifier *notifier = nullptr;
    std::chrono::milliseconds skew{0};

private:
    QTemporaryDir m_folder;
    QString m_path;
    bool m_keysInFile = false;
    std::shared_ptr<MemoryKeyStore::Entries> m_secrets = std::make_shared<MemoryKeyStore::Entries>();
    MakeTransport m_makeTransport;
    std::unique_ptr<app::FieldApp> m_app;
};

// A photo-like JPEG of this size, different for each seed.
QByteArray jpegPicture(QSize size, int seed);

} // namespace astreinte::tests
