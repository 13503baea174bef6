// SPDX-License-Identifier: EUPL-1.2
#include "server/command/arguments.h"

#include <QTextStream>
#include <cstdio>

namespace astreinte::command {

Result<Arguments> Arguments::parse(const QStringList &typed, const QStringList &options)
{
    Arguments arguments;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const auto &word = typed[i];
        if (!word.startsWith(QLatin1String("--"))) {
            arguments.m_words += word;
            continue;
        }
        const auto equals = word.indexOf(QLatin1Char('='));
        const auto name = word.mid(2, equals < 0 ? -1 : equals - 2);
        if (!options.contains(name))
            return fail(Reason::InvalidValue, QStringLiteral("--%1 is not an option of this command").arg(name));
        if (equals < 0 && i + 1 >= typed.size())
            return fail(Reason::MissingField, QStringLiteral("--%1 needs a value").arg(name));
        arguments.m_options.insert(name, equals < 0 ? typed[++i] : word.mid(equals + 1));
    }
    return arguments;
}

Result<QString> Arguments::required(const QString &option) const
{
    if (!has(option) || value(option).isEmpty())
        return fail(Reason::MissingField, QStringLiteral("--%1").arg(option));
    return value(option);
}

int tell(const Failure &failure)
{
    QTextStream(stderr) << "astreinte: " << failure.userText() << Qt::endl;
    return failure.reason == Reason::InvalidValue || failure.reason == Reason::MissingField ? Usage : Failed;
}

int usage()
{
    QTextStream(stderr) << R"(Usage: astreinte-server COMMAND --data DIR [options]

  serve    --data DIR [--listen 127.0.0.1:8443] [--origin https://HOST[:PORT]]
           [--public-listen ADDRESS:PORT] [--public-origin https://HOST[:PORT]]
           [--tls-chain FILE --tls-key FILE] [--trusted-proxy ADDRESS,ADDRESS] [--workers N]
           [--department 36 --department-name Indre --department-tncc 5] [--exercise yes|no]
  person   add --data DIR --id ID --name NAME --role ROLE
           list --data DIR
  enrol    --data DIR --person ID [--png FILE]
  devices  list --data DIR
           confirm DIGITS --data DIR
           revoke KID --data DIR
  roster   add --data DIR --person ID [--role dutyAuthority] --from TIME --to TIME [--entry ID]
                [--delegation ID] [--phone NUMBER]
           list --data DIR
           remove ENTRY --data DIR
           watch --data DIR (gaps, overlaps, missing delegations of the next 72 hours)
           export FILE|- --data DIR, import FILE|- --data DIR (iCalendar, with the delegations)
  delegation
           add --data DIR --id ID --grantor PREFECT --person ID --territory 36|* --reference TEXT --raa NUMBER
               --from TIME [--to TIME] [--scope communication]
           list --data DIR
           suspend ID --data DIR
  tls      promote --data DIR (the backup key replaces a lost or stolen one; then start serve again)
  publications
           list --data DIR
           settle SUBMISSION CHANNEL published|failed --data DIR [--url URL] (of an uncertain one, by a person who looked)
  self-test
           run --data DIR [--wait SECONDS] [--ca FILE] (once a day, by a timer: an alarm when it does not arrive)
  consent  withdraw --data DIR --photo SHA256 --person ID --reason TEXT (an agreement taken back: opens the take-downs)
  journal  key|checkpoint|verify --data DIR
           export --data DIR --out FILE (read by astreinte-journal-verify)
  recovery new --data DIR [--out FILE] [--replace yes] (the private half is for a safe, not for this machine)
           show --data DIR
  content  render|measure|assess|phrase (JSON Lines)

ROLE: prefect, cabinetDirector, generalSecretary, dutyAuthority, onCallOfficer, commsOfficer, commsHead, sidpcOfficer,
      liaison:gendarmerie, liaison:police, liaison:sdis, dpo
TIME: ISO 8601 with its offset, as 2026-11-27T18:00:00+01:00
)";
    return Usage;
}

} // namespace astreinte::command
