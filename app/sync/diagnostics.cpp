// SPDX-License-Identifier: EUPL-1.2
#include "app/sync/diagnostics.h"

#include "app/composition/content.h"
#include "app/composition/time_words.h"
#include "app/outbox/outbox.h"
#include "app/outbox/sending.h"
#include "app/outbox/status_ladder.h"
#include "app/ports/clock.h"
#include "app/sync/journal_witness.h"
#include "app/sync/lease.h"
#include "app/sync/server_link.h"
#include "app/vault/vault.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSaveFile>
#include <QSslSocket>
#include <QStandardPaths>

namespace astreinte::app {
namespace {

// The latest receipt is among the latest submissions.
constexpr int lookedAtForReceipt = 50;

QString codeOf(const std::optional<Failure> &failure)
{
    // The code alone: a detail may quote what was written.
    return failure ? failure->code() : QString();
}

qint64 secondsSince(signature::Instant at, signature::Instant now)
{
    return at == signature::Instant{} ? -1 : std::chrono::floor<std::chrono::seconds>(now - at).count();
}

const char *mediumName(Medium medium)
{
    switch (medium) {
    case Medium::None:
        return "none";
    case Medium::Cellular:
        return "cellular";
    case Medium::Roaming:
        return "roaming";
    case Medium::Wifi:
        return "wifi";
    case Medium::Unknown:
        break;
    }
    return "unknown";
}

QJsonObject entryOf(const OutboxItem &item, Departure departure, signature::Instant now)
{
    return {{QStringLiteral("kind"), item.draft.kind},
            {QStringLiteral("revision"), item.draft.revision},
            {QStringLiteral("queuedSecondsAgo"), secondsSince(item.queuedAt, now)},
            {QStringLiteral("attempts"), item.attempts},
            {QStringLiteral("reason"), codeOf(item.failure)},
            {QStringLiteral("needsPerson"), item.needsPerson},
            {QStringLiteral("heldByNetwork"), departure != Departure::Now},
            {QStringLiteral("offered"), item.offered},
            {QStringLiteral("nextTryInSeconds"), std::max<qint64>(0, -secondsSince(item.nextTry, now))},
            {QStringLiteral("photos"), item.photos.size()},
            {QStringLiteral("bytes"), item.bytes()},
            {QStringLiteral("bytesSent"), item.sentBytes()}};
}

} // namespace

Diagnostics::Diagnostics(const Sources &sources, QObject *parent)
    : QObject(parent), m_sources(sources),
      m_queue(new Rows({QStringLiteral("submissionId"), QStringLiteral("title"), QStringLiteral("stateText"),
                        QStringLiteral("whyText"), QStringLiteral("sinceText"), QStringLiteral("sizeText")},
                       QStringLiteral("submissionId"), this))
{
    connect(&sources.outbox, &Outbox::changed, this, &Diagnostics::changed);
    connect(&sources.link, &ServerLink::changed, this, &Diagnostics::changed);
}

Diagnostics::~Diagnostics() = default;

void Diagnostics::refresh()
{
    m_usedBytes = 0;
    m_files = 0;
    m_sealedFiles = int(QDir(m_sources.vault.folder() + QStringLiteral("/blobs"))
                            .entryList({QStringLiteral("*.age")}, QDir::Files)
                            .size());
    QDirIterator files(m_sources.vault.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        m_usedBytes += files.fileInfo().size();
        ++m_files;
    }
    const auto free = m_sources.vault.freeBytes();
    //: Storage of the application: %1 and %2 are sizes
    m_storageText =
        tr("%1 used, %2 free")
            .arg(QLocale().formattedDataSize(m_usedBytes), QLocale().formattedDataSize(std::max<qint64>(0, free)));
    QList<QVariantMap> rows;
    for (const auto &item : m_sources.outbox.waiting()) {
        const auto departure = m_sources.sending.departureOf(item);
        auto why = item.failure ? item.failure->userText() : Sending::heldText(departure);
        rows.append({{QStringLiteral("submissionId"), item.id()},
                     {QStringLiteral("title"), item.title},
                     {QStringLiteral("stateText"), stateText(item, departure)},
                     {QStringLiteral("whyText"), why},
                     {QStringLiteral("sinceText"), timeText(item.queuedAt)},
                     {QStringLiteral("sizeText"), QLocale().formattedDataSize(item.bytes() - item.sentBytes())}});
    }
    m_queue->setRows(rows);
    Q_EMIT changed();
}

QString Diagnostics::contactText() const
{
    const auto last = m_sources.link.lastContact();
    //: When the server last answered
    return last.isValid() ? tr("The server last answered at %1").arg(QLocale().toString(last, QLocale::ShortFormat))
                          : tr("The server has not answered since the application was opened");
}

QString Diagnostics::receiptText() const
{
    const auto last = m_sources.outbox.lastReceiptText();
    return last.isEmpty() ? tr("No receipt since the application was opened") : tr("Last receipt: %1").arg(last);
}

QJsonObject Diagnostics::report() const
{
    const auto now = m_sources.clock.now();
    QJsonArray queue;
    for (const auto &item : m_sources.outbox.waiting())
        queue.append(entryOf(item, m_sources.sending.departureOf(item), now));
    QJsonObject counts;
    for (int state = 0; state < int(submission::stateCount); ++state)
        if (const int count = m_sources.outbox.count(submission::State(state)); count > 0)
            counts.insert(QString(submission::stateName(submission::State(state))), count);
    signature::Instant lastReceipt;
    if (const auto latest = m_sources.outbox.page({}, lookedAtForReceipt))
        for (const auto &item : *latest)
            lastReceipt = std::max(lastReceipt, item.receivedAt);
    const auto &link = m_sources.link;
    const auto contact = link.lastContact();
    QJsonObject report{
        {QStringLiteral("v"), 1},
        {QStringLiteral("application"), QStringLiteral(ASTREINTE_VERSION)},
        {QStringLiteral("qt"), QString::fromLatin1(qVersion())},
        {QStringLiteral("system"), QSysInfo::productType() + QLatin1Char(' ') + QSysInfo::productVersion()},
        {QStringLiteral("tls"), QSslSocket::sslLibraryVersionString()},
        {QStringLiteral("writtenAt"), signature::toText(now)},
        // Enough to find the device in the server's list, not enough to speak of it elsewhere.
        {QStringLiteral("device"), link.kid().left(8)},
        {QStringLiteral("online"), link.online()},
        {QStringLiteral("network"), QLatin1String(mediumName(m_sources.connectivity.medium()))},
        {QStringLiteral("sending"), m_sources.sending.choice()},
        {QStringLiteral("captureOnly"), m_sources.lease.over()},
        {QStringLiteral("lastTrouble"), codeOf(link.lastFailure())},
        {QStringLiteral("lastContactSecondsAgo"),
         contact.isValid() ? secondsSince(signature::fromDateTime(contact.toUTC()), now) : -1},
        {QStringLiteral("lastReceiptSecondsAgo"), secondsSince(lastReceipt, now)},
        {QStringLiteral("clockOffsetMs"), qint64(link.clockOffset().count())},
        {QStringLiteral("rules"), m_sources.content.version()},
        {QStringLiteral("exercise"), m_sources.content.exercise()},
        {QStringLiteral("vaultOpen"), m_sources.vault.isOpen()},
        {QStringLiteral("vaultBytes"), m_usedBytes},
        {QStringLiteral("vaultFiles"), m_files},
        {QStringLiteral("freeBytes"), m_sources.vault.freeBytes()},
        {QStringLiteral("submissions"), counts},
        {QStringLiteral("queue"), queue}};
    // Only for whoever investigates the server: its journal's name, checkpoints, a leaf and a proof.
    if (const auto evidence = JournalWitness::evidence(m_sources.vault); !evidence.isEmpty())
        report.insert(QStringLiteral("journalEvidence"), evidence);
    return report;
}

Result<QString> Diagnostics::exportTo(const QString &folder)
{
    refresh();
    const auto name = QStringLiteral("astreinte-%1.json")
                          .arg(m_sources.clock.dateTime().toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    QSaveFile file(QDir(folder).filePath(name));
    const auto bytes = QJsonDocument(report()).toJson();
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() ||
        !file.commit())
        return fail(Reason::StorageFailed, file.errorString());
    return QDir::toNativeSeparators(file.fileName());
}

void Diagnostics::exportReport()
{
    const auto written = exportTo(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    m_exportedTo = written.value_or(QString());
    m_problem = written ? QString() : written.error().userText();
    Q_EMIT changed();
}

} // namespace astreinte::app
