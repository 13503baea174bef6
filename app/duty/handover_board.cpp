// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/handover_board.h"

#include "app/composition/content.h"
#include "app/composition/time_words.h"
#include "app/outbox/status_ladder.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/strict_json.h"

#include <QJsonArray>
#include <algorithm>

namespace astreinte::app {
namespace {

QString timeIn(const QJsonObject &line, const char *name)
{
    const auto at = signature::instantFromText(line.value(QLatin1String(name)).toString());
    return at ? timeText(*at) : QString();
}

QString titleIn(const QJsonObject &line)
{
    return line.value(QLatin1String("title")).toString();
}

QString incidentText(const QJsonObject &line)
{
    //: An open incident: its title, and since what time it is known.
    auto text = HandoverBoard::tr("%1, known at %2").arg(titleIn(line), timeIn(line, "knownAt"));
    if (line.value(QLatin1String("firstPublicAt")).isNull())
        text += QStringLiteral(" – ") + HandoverBoard::tr("nothing published yet");
    if (const auto next = timeIn(line, "nextUpdateAt"); !next.isEmpty())
        //: %1 is a time of day.
        text += QStringLiteral(" – ") + HandoverBoard::tr("next update promised at %1").arg(next);
    return text;
}

QString waitingText(const QJsonObject &line)
{
    const auto state = submission::stateFromName(line.value(QLatin1String("state")).toString());
    return QStringLiteral("%1 – %2 (%3)")
        .arg(titleIn(line), state ? stateWords(*state) : QString(), timeIn(line, "at"));
}

QString endText(const QJsonObject &line)
{
    //: A published message: its title, and at what time it expires.
    return HandoverBoard::tr("%1, until %2").arg(titleIn(line), timeIn(line, "at"));
}

// A heading and its lines, or a sentence where there are none.
QString part(const QString &heading, const QJsonArray &lines, QString (*text)(const QJsonObject &), const QString &none)
{
    if (lines.isEmpty())
        return none;
    QStringList all{heading};
    for (const auto &line : lines)
        all += QStringLiteral("• ") + text(line.toObject());
    return all.join(QLatin1Char('\n'));
}

} // namespace

HandoverBoard::HandoverBoard(ServerLink &link, const Session &session, const Content &content, QObject *parent)
    : QObject(parent), m_link(link), m_session(session), m_content(content), m_inquiry(link, "/v1/handover"),
      m_notes(new Rows(
          {QStringLiteral("entry"), QStringLiteral("title"), QStringLiteral("text"), QStringLiteral("remarks")},
          QStringLiteral("entry"), this))
{
    connect(&m_inquiry, &Inquiry::answered, this, &HandoverBoard::adopt);
    connect(&content, &Content::changed, this, &HandoverBoard::show);
}

HandoverBoard::~HandoverBoard() = default;

bool HandoverBoard::onDuty() const
{
    return m_content.slotOf(m_session.personId(), m_link.serverNow()).has_value();
}

void HandoverBoard::refresh()
{
    m_inquiry.ask();
}

void HandoverBoard::forget()
{
    m_inquiry.forget();
    m_known.clear();
    show();
}

void HandoverBoard::adopt(const QByteArray &reply)
{
    const auto items = itemsOf(reply);
    if (!items)
        return;
    m_known.clear();
    for (const auto &entry : *items) {
        const auto item = entry.toObject();
        const auto bytes = item.value(QLatin1String("note")).toString().toUtf8();
        const auto sha256 = item.value(QLatin1String("sha256")).toString();
        const auto note = signature::parseStrictObject(bytes);
        // What is acknowledged is what was read.
        if (note && QLatin1String(signature::hex(signature::sha256(bytes))) == sha256)
            m_known.append({item.value(QLatin1String("entry")).toString(), sha256, *note});
    }
    show();
}

QString HandoverBoard::textOf(const QJsonObject &note) const
{
    const auto lines = [&note](const char *name) { return note.value(QLatin1String(name)).toArray(); };
    QStringList parts{
        part(tr("Open:"), lines("incidents"), incidentText, tr("No incident is open.")),
        part(tr("Waiting for a decision:"), lines("waiting"), waitingText, tr("Nothing waits for a decision.")),
        part(tr("Going out:"), lines("leaving"), waitingText, tr("Nothing is on its way out."))};
    if (const auto ending = lines("ending"); !ending.isEmpty())
        parts += part(tr("Ending within 24 hours:"), ending, endText, {});
    return parts.join(QStringLiteral("\n\n"));
}

QString HandoverBoard::remarksOf(const QJsonObject &note) const
{
    QStringList remarks;
    for (const auto persons = note.value(QLatin1String("outgoing")).toArray(); const auto &entry : persons) {
        const auto person = entry.toObject();
        if (const auto remark = person.value(QLatin1String("remark")).toString(); !remark.isEmpty())
            //: What somebody who leaves the duty tells the next: the name, then the words.
            remarks += tr("%1: %2").arg(m_content.personName(person.value(QLatin1String("person")).toString()), remark);
    }
    return remarks.join(QLatin1Char('\n'));
}

void HandoverBoard::show()
{
    QList<QVariantMap> rows;
    for (const auto &note : m_known)
        rows.append({{QStringLiteral("entry"), note.entry},
                     //: %1 is a role, %2 a time of day.
                     {QStringLiteral("title"), tr("You take over: %1, since %2")
                                                   .arg(roleTitle(note.content.value(QLatin1String("role")).toString()),
                                                        timeIn(note.content, "from"))},
                     {QStringLiteral("text"), textOf(note.content)},
                     {QStringLiteral("remarks"), remarksOf(note.content)}});
    m_notes->setRows(rows);
    Q_EMIT changed();
}

void HandoverBoard::post(const QByteArray &path, const QJsonObject &body, const std::function<void()> &done)
{
    const auto bytes = signature::canonicalJson(body);
    if (m_busy || !bytes)
        return;
    m_busy = true;
    m_problem.clear();
    Q_EMIT changed();
    ServerLink::Call call;
    call.method = "POST";
    call.path = path;
    call.headers = {{"Content-Type", "application/json"}};
    call.body = *bytes;
    m_link.send(call, this, [this, done](const Result<HttpReply> &reply) {
        m_busy = false;
        m_problem = reply ? QString() : reply.error().userText();
        Q_EMIT changed();
        if (reply)
            done();
    });
}

void HandoverBoard::acknowledge(const QString &entry)
{
    for (const auto &note : m_known)
        if (note.entry == entry)
            return post("/v1/handover/acknowledgements",
                        {{QStringLiteral("entry"), entry}, {QStringLiteral("sha256"), note.sha256}},
                        [this] { refresh(); });
}

void HandoverBoard::remark(const QString &text)
{
    const auto plain = text.trimmed().normalized(QString::NormalizationForm_C);
    if (!plain.isEmpty())
        post("/v1/handover/remarks", {{QStringLiteral("remark"), plain}}, [this] { Q_EMIT remarked(); });
}

} // namespace astreinte::app
