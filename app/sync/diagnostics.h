// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/rows.h"
#include "core/failure.h"

#include <QJsonObject>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Clock;
class Connectivity;
class Content;
class Lease;
class Outbox;
class Sending;
class ServerLink;
class Vault;

// What one needs to know when something does not leave: what is queued, why, since when, what it takes on the phone,
// and the last receipt. exportTo() writes it without anything that says who, where or what.
class Diagnostics : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(astreinte::app::Rows *queue READ queue CONSTANT)
    Q_PROPERTY(QString storageText READ storageText NOTIFY changed)
    Q_PROPERTY(QString contactText READ contactText NOTIFY changed)
    Q_PROPERTY(QString receiptText READ receiptText NOTIFY changed)
    Q_PROPERTY(QString exportedTo READ exportedTo NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(int sealedFiles READ sealedFiles NOTIFY changed)
    Q_PROPERTY(bool rescuing READ rescuing NOTIFY changed)

public:
    struct Sources
    {
        const Vault &vault;
        const Outbox &outbox;
        const Sending &sending;
        const ServerLink &link;
        const Connectivity &connectivity;
        const Lease &lease;
        const Content &content;
        const Clock &clock;
    };
    explicit Diagnostics(const Sources &sources, QObject *parent = nullptr);
    ~Diagnostics() override;

    // submissionId, title, stateText, whyText, sinceText, sizeText: oldest first.
    [[nodiscard]] Rows *queue() const { return m_queue; }
    [[nodiscard]] QString storageText() const { return m_storageText; }
    [[nodiscard]] QString contactText() const;
    [[nodiscard]] QString receiptText() const;
    // The file that was written last, empty before.
    [[nodiscard]] QString exportedTo() const { return m_exportedTo; }
    [[nodiscard]] QString problem() const { return m_problem; }

    // Sealed pictures on this phone, whether or not its data can be opened.
    [[nodiscard]] int sealedFiles() const { return m_sealedFiles; }
    [[nodiscard]] bool rescuing() const { return m_rescuing; }

    // Measures the vault and reads the queue again.
    Q_INVOKABLE void refresh();
    // A JSON file among the person's documents, for them to send to whoever helps.
    Q_INVOKABLE void exportReport();
    Result<QString> exportTo(const QString &folder);
    // Copies the sealed pictures, as sealed, into a folder among the person's documents: age files that the
    // prefecture's recovery key opens (docs/operations.md). For a phone whose data cannot be opened; nothing is moved
    // or changed. Neither the keyring nor the rows are copied.
    Q_INVOKABLE void rescue();
    // Any thread. The folder made; StorageFailed with the name of the first file that could not be copied whole.
    static Result<QString> rescueTo(const QString &vaultFolder, const QString &folder, const QString &name);
    // What the file holds: codes, counts, sizes and times. No text, name, place, address, title or full identifier.
    [[nodiscard]] QJsonObject report() const;

Q_SIGNALS:
    void changed();

private:
    Sources m_sources;
    Rows *m_queue;
    QString m_storageText;
    qint64 m_usedBytes = 0;
    int m_files = 0;
    int m_sealedFiles = 0;
    bool m_rescuing = false;
    QString m_exportedTo;
    QString m_problem;
};

} // namespace astreinte::app
