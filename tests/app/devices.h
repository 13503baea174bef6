// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/ports/ports.h"

#include <QHash>

namespace astreinte::tests {

// A clock that the test sets; it runs with the machine's, plus `skew`.
class ManualClock final : public app::Clock
{
public:
    [[nodiscard]] signature::Instant now() const override { return app::SystemClock().now() + skew; }
    std::chrono::milliseconds skew{0};
};

class ScriptedCamera final : public app::Camera
{
public:
    [[nodiscard]] bool available() const override { return !trouble; }
    [[nodiscard]] bool simulated() const override { return true; }
    [[nodiscard]] std::optional<Failure> problem() const override { return trouble; }
    void start(QVideoSink *) override { running = true; }
    void stop() override { running = false; }
    void shoot() override
    {
        if (trouble)
            Q_EMIT failed(*trouble);
        else
            Q_EMIT taken(picture);
    }
    void setScanning(bool) override {}

    QByteArray picture;
    std::optional<Failure> trouble;
    bool running = false;
};

class ScriptedPosition final : public app::PositionSource
{
public:
    void start() override {}
    void stop() override {}
    [[nodiscard]] std::optional<app::Fix> lastFix() const override { return fix; }
    [[nodiscard]] std::optional<Failure> problem() const override { return trouble; }
    [[nodiscard]] bool simulated() const override { return true; }

    std::optional<app::Fix> fix;
    std::optional<Failure> trouble;
};

// Lives as long as the test's own map, so that an application made again finds its secret.
class MemoryKeyStore final : public app::KeyStore
{
public:
    using Entries = QHash<QString, QByteArray>;
    explicit MemoryKeyStore(std::shared_ptr<Entries> entries) : m_entries(std::move(entries)) {}

    [[nodiscard]] bool simulated() const override { return true; }
    void read(const QString &entry, QObject *context, Read answer) override
    {
        later(context, [this, entry, answer] {
            if (absent)
                answer(fail(Reason::KeyStoreUnavailable));
            else if (!m_entries->contains(entry))
                answer(fail(Reason::UnknownKey));
            else
                answer(std::make_shared<const signature::Secret>(QByteArrayView(m_entries->value(entry))));
        });
    }
    void write(const QString &entry, const signature::Secret &value, QObject *context, Done answer) override
    {
        if (!refuses)
            m_entries->insert(entry, value.view().toByteArray());
        later(context, [answer, refused = refuses] {
            answer(refused ? Result<void>(fail(Reason::KeyStoreUnavailable)) : Result<void>());
        });
    }
    void remove(const QString &entry, QObject *context, Done answer) override
    {
        m_entries->remove(entry);
        later(context, [answer] { answer({}); });
    }

    bool absent = false;
    bool refuses = false; // answers, and keeps nothing

private:
    static void later(QObject *context, std::function<void()> call)
    {
        QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
    }
    std::shared_ptr<Entries> m_entries;
};

class ManualConnectivity final : public app::Connectivity
{
public:
    [[nodiscard]] bool maybeReachable() const override { return reachable; }
    [[nodiscard]] app::Medium medium() const override { return reachable ? kind : app::Medium::None; }
    [[nodiscard]] bool tellsRoaming() const override { return true; }
    void set(bool now)
    {
        reachable = now;
        Q_EMIT changed();
    }
    void carry(app::Medium by)
    {
        kind = by;
        Q_EMIT changed();
    }
    bool reachable = true;
    app::Medium kind = app::Medium::Unknown;
};

class SilentNotifier final : public app::Notifier
{
public:
    void notify(const QString &, const QString &text) override { said.append(text); }
    QStringList said; // what a person would have heard
};

} // namespace astreinte::tests
