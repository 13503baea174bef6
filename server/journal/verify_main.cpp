// SPDX-License-Identifier: EUPL-1.2
#include "core/journal/audit.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

// Anyone may check an exported journal with its public key alone, and hold it against the checkpoints that phones kept.
namespace {

using namespace astreinte;

int usage()
{
    QTextStream(stderr) << "Usage: astreinte-journal-verify --key NAME+NUMBER+KEY EXPORT [CHECKPOINT…]" << Qt::endl;
    return 2;
}

int refuse(const Failure &failure)
{
    QTextStream(stderr) << "astreinte-journal-verify: " << failure.userText() << Qt::endl;
    return 1;
}

int report(const journal::AuditReport &found)
{
    QTextStream out(stdout);
    out << "journal\t" << found.checkpoint.origin << '\n'
        << "leaves\t" << found.checkpoint.size << '\n'
        << "opened\t" << found.opened << '\n'
        << "erased\t" << found.erased << '\n';
    for (auto event = found.events.constBegin(); event != found.events.constEnd(); ++event)
        out << "event\t" << event.key() << '\t' << event.value() << '\n';
    for (const auto &alarm : found.alarms)
        out << "alarm\t" << alarm << '\n';
    out << "verified" << Qt::endl;
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto typed = QCoreApplication::arguments().mid(1);
    if (typed.size() < 3 || typed[0] != QLatin1String("--key"))
        return usage();
    auto verifier = journal::NoteVerifier::fromText(typed[1]);
    if (!verifier)
        return refuse(verifier.error());
    QFile journalExport(typed[2]);
    if (!journalExport.open(QIODevice::ReadOnly))
        return refuse({Reason::StorageFailed, typed[2] + QStringLiteral(": ") + journalExport.errorString()});
    QList<QByteArray> seen;
    for (const auto &name : typed.mid(3)) {
        QFile note(name);
        if (!note.open(QIODevice::ReadOnly))
            return refuse({Reason::StorageFailed, name + QStringLiteral(": ") + note.errorString()});
        seen.append(note.read(journal::longestNote + 1));
    }
    auto found = journal::audit(journalExport, *verifier, seen);
    return found ? report(*found) : refuse(found.error());
}
