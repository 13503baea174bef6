// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/audit.h"

#include "core/journal/merkle.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/object_reader.h"

namespace astreinte::journal {
namespace {

constexpr qint64 longestLine = 256 * 1024;

QByteArray line(const QJsonObject &object)
{
    return signature::canonicalJson(object).value_or(QByteArray()) + '\n';
}

struct ExportedLeaf
{
    quint64 index = 0;
    QByteArray leaf;
    std::optional<Opening> opening;
};

Result<QJsonObject> nextObject(QIODevice &device, quint64 number)
{
    const auto text = device.readLine(longestLine);
    auto object = signature::parseStrictObject(text.endsWith('\n') ? text.chopped(1) : text);
    return object ? object
                  : fail(object.error().reason, QStringLiteral("line %1: %2").arg(number).arg(object.error().detail));
}

Result<ExportedLeaf> leafOf(const QJsonObject &object)
{
    const auto salt = object.value(QLatin1String("salt"));
    ExportedLeaf exported;
    exported.index = static_cast<quint64>(object.value(QLatin1String("index")).toInteger(-1));
    exported.leaf = object.value(QLatin1String("leaf")).toString().toUtf8();
    if (salt.isUndefined())
        return exported;
    auto bytes = signature::fromBase64Url(salt.toString().toLatin1());
    if (!bytes)
        return tl::unexpected(bytes.error());
    exported.opening = Opening{*bytes, object.value(QLatin1String("content")).toString().toUtf8()};
    return exported;
}

// Checkpoints kept elsewhere, by size.
Result<QMap<quint64, QByteArray>> rootsSeen(const QList<QByteArray> &notes, const NoteVerifier &verifier)
{
    QMap<quint64, QByteArray> roots;
    for (const auto &note : notes) {
        auto seen = openCheckpoint(note, verifier);
        if (!seen)
            return tl::unexpected(seen.error());
        const auto known = roots.constFind(seen->size);
        if (known != roots.constEnd() && *known != seen->root)
            return fail(Reason::JournalMismatch,
                        QStringLiteral("two journals were shown at %1 leaves").arg(seen->size));
        roots.insert(seen->size, seen->root);
    }
    return roots;
}

class Auditor
{
public:
    Auditor(QMap<quint64, QByteArray> seen) : m_seen(std::move(seen)) {}

    Result<> add(const ExportedLeaf &exported)
    {
        if (auto expected = meetSeen(); !expected)
            return expected;
        const auto where = QStringLiteral("leaf %1").arg(m_tree.size());
        if (exported.index != m_tree.size())
            return fail(Reason::JournalMismatch, where + QStringLiteral(" is missing"));
        auto leaf = Leaf::fromBytes(exported.leaf);
        if (!leaf)
            return fail(leaf.error().reason, where + QStringLiteral(": ") + leaf.error().detail);
        if (exported.opening && !opens(*exported.opening, *leaf))
            return fail(Reason::JournalMismatch, where + QStringLiteral(": its content was changed"));
        count(*leaf, exported);
        m_tree.append(leafHash(exported.leaf));
        return {};
    }

    Result<AuditReport> conclude(const Checkpoint &checkpoint)
    {
        if (auto expected = meetSeen(); !expected)
            return tl::unexpected(expected.error());
        if (checkpoint.size != m_tree.size() || checkpoint.root != m_tree.root())
            return fail(Reason::JournalMismatch, QStringLiteral("the leaves are not those of the checkpoint"));
        if (!m_seen.isEmpty() && m_seen.lastKey() > m_tree.size())
            return fail(Reason::JournalMismatch,
                        QStringLiteral("a journal of %1 leaves was seen before").arg(m_seen.lastKey()));
        m_report.checkpoint = checkpoint;
        return m_report;
    }

private:
    Result<> meetSeen() const
    {
        const auto seen = m_seen.constFind(m_tree.size());
        return seen == m_seen.constEnd() || *seen == m_tree.root()
                   ? Result<>()
                   : fail(Reason::JournalMismatch,
                          QStringLiteral("another journal was shown at %1 leaves").arg(m_tree.size()));
    }

    void count(const Leaf &leaf, const ExportedLeaf &exported)
    {
        ++m_report.events[eventName(leaf.event)];
        ++(exported.opening ? m_report.opened : m_report.erased);
        if (leaf.event == Event::Alarm)
            m_report.alarms.append(
                QStringLiteral("leaf %1: %2")
                    .arg(QString::number(m_tree.size()),
                         exported.opening ? QString::fromUtf8(exported.opening->content) : QStringLiteral("erased")));
    }

    QMap<quint64, QByteArray> m_seen;
    GrowingTree m_tree;
    AuditReport m_report;
};

Result<quint64> headOf(QIODevice &journalExport, const NoteVerifier &verifier)
{
    auto head = nextObject(journalExport, 1);
    if (!head)
        return tl::unexpected(head.error());
    signature::ObjectReader reader(*head);
    reader.version(QLatin1String("v"), 1);
    reader.constant(QLatin1String("journal"), QLatin1String("astreinte"));
    const auto key = reader.text(QLatin1String("key"), 400, text::Lines::One);
    const auto size = reader.integer(QLatin1String("size"), 0, signature::largestJsonInteger);
    if (auto done = reader.finish(); !done)
        return tl::unexpected(done.error());
    if (key != verifier.toText())
        return fail(Reason::UnknownKey, QStringLiteral("the export is of another journal"));
    return static_cast<quint64>(size);
}

} // namespace

QByteArray exportHead(const NoteVerifier &verifier, quint64 size)
{
    return line({{QStringLiteral("v"), 1},
                 {QStringLiteral("journal"), QStringLiteral("astreinte")},
                 {QStringLiteral("key"), verifier.toText()},
                 {QStringLiteral("size"), static_cast<qint64>(size)}});
}

QByteArray exportLeaf(quint64 index, const QByteArray &leaf, const std::optional<Opening> &opening)
{
    QJsonObject object{{QStringLiteral("index"), static_cast<qint64>(index)},
                       {QStringLiteral("leaf"), QString::fromUtf8(leaf)}};
    if (opening) {
        object.insert(QStringLiteral("salt"), QString::fromLatin1(signature::base64Url(opening->salt)));
        object.insert(QStringLiteral("content"), QString::fromUtf8(opening->content));
    }
    return line(object);
}

QByteArray exportTail(const QByteArray &note)
{
    return line({{QStringLiteral("checkpoint"), QString::fromUtf8(note)}});
}

Result<AuditReport> audit(QIODevice &journalExport, const NoteVerifier &verifier, const QList<QByteArray> &seen)
{
    auto roots = rootsSeen(seen, verifier);
    if (!roots)
        return tl::unexpected(roots.error());
    auto size = headOf(journalExport, verifier);
    if (!size)
        return tl::unexpected(size.error());
    Auditor auditor(*std::move(roots));
    for (quint64 i = 0; i < *size; ++i) {
        auto added = nextObject(journalExport, i + 2).and_then(leafOf).and_then([&](const ExportedLeaf &exported) {
            return auditor.add(exported);
        });
        if (!added)
            return tl::unexpected(added.error());
    }
    auto tail = nextObject(journalExport, *size + 2);
    if (!tail)
        return tl::unexpected(tail.error());
    if (!journalExport.atEnd())
        return fail(Reason::JournalMismatch, QStringLiteral("something follows the checkpoint"));
    return openCheckpoint(tail->value(QLatin1String("checkpoint")).toString().toUtf8(), verifier)
        .and_then([&](const Checkpoint &checkpoint) { return auditor.conclude(checkpoint); });
}

} // namespace astreinte::journal
