// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/oral_board.h"

#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/composition/time_words.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/message/channel.h"
#include "core/signature/bytes.h"
#include "core/signature/canonical_json.h"
#include "core/signature/jws.h"
#include "core/signature/strict_json.h"
#include "core/submission/documents.h"
#include "core/submission/roles.h"

#include <QJsonArray>
#include <algorithm>

namespace astreinte::app {
namespace {

const auto open = QStringLiteral("toRegularise");
const auto late = QStringLiteral("overdue");

bool isOpen(const QString &state)
{
    return state == open || state == late;
}

QString stateTitle(const QString &state)
{
    if (state == open)
        return OralBoard::tr("To be confirmed by signature");
    if (state == late)
        return OralBoard::tr("To be confirmed by signature: the 24 hours are over");
    return state == QStringLiteral("confirmed") ? OralBoard::tr("Confirmed by signature")
                                                : OralBoard::tr("Not confirmed by the authority");
}

QString leftText(signature::Instant due, signature::Instant now)
{
    const auto left = std::chrono::duration_cast<std::chrono::minutes>(due - now).count();
    if (left >= 60)
        return OralBoard::tr("%n h left", nullptr, int(left / 60));
    return left > 0 ? OralBoard::tr("%n min left", nullptr, int(left)) : QString();
}

} // namespace

OralBoard::OralBoard(ServerLink &link, const Session &session, const Content &content, QObject *parent)
    : QObject(parent), m_link(link), m_session(session), m_content(content),
      m_items(new Rows({QStringLiteral("id"), QStringLiteral("submissionId"), QStringLiteral("revision"),
                        QStringLiteral("title"), QStringLiteral("detail"), QStringLiteral("stateText"),
                        QStringLiteral("leftText"), QStringLiteral("tone"), QStringLiteral("mine")},
                       QStringLiteral("id"), this)),
      m_authorities(new Rows({QStringLiteral("personId"), QStringLiteral("name"), QStringLiteral("roleLabel")},
                             QStringLiteral("personId"), this))
{
    connect(&content, &Content::changed, this, [this] {
        show();
        showAuthorities();
    });
    m_minute.setInterval(std::chrono::minutes(1));
    connect(&m_minute, &QTimer::timeout, this, &OralBoard::show);
    m_minute.start();
}

OralBoard::~OralBoard() = default;

int OralBoard::toConfirm() const
{
    const auto me = m_session.personId();
    return int(
        std::ranges::count_if(m_known, [&me](const Item &item) { return isOpen(item.state) && item.authority == me; }));
}

QString OralBoard::text() const
{
    if (!m_manifest)
        return {};
    QStringList parts;
    for (const auto channel : message::allChannels)
        if (const auto text =
                m_manifest->content().channels.value(message::channelName(channel)).value(QStringLiteral("fr"));
            !text.isEmpty() && !parts.contains(text))
            parts += text;
    return parts.join(QStringLiteral("\n\n"));
}

void OralBoard::say(bool busy, const QString &problem)
{
    m_busy = busy;
    m_problem = problem;
    Q_EMIT changed();
}

void OralBoard::refresh()
{
    if (!m_link.isOpen() || !m_session.canCompose())
        return;
    m_link.get("/v1/oral-approvals", this, [this](const Result<HttpReply> &reply) {
        if (reply)
            adopt(reply->body);
    });
}

void OralBoard::forget()
{
    m_known.clear();
    m_manifest.reset();
    ++m_preparing;
    show();
}

void OralBoard::adopt(const QByteArray &reply)
{
    const auto object = signature::parseStrictObject(reply);
    if (!object)
        return;
    m_known.clear();
    for (const auto items = object->value(QLatin1String("items")).toArray(); const auto &entry : items) {
        const auto item = entry.toObject();
        const auto text = [&item](const char *name) { return item.value(QLatin1String(name)).toString(); };
        const auto given = signature::instantFromText(text("givenAt"));
        const auto due = signature::instantFromText(text("due"));
        if (given && due)
            m_known.append({text("id"), text("submission"), item.value(QLatin1String("revision")).toInt(),
                            text("title"), text("authority"), text("recordedBy"), text("means"), text("state"), *given,
                            *due});
    }
    std::ranges::stable_sort(m_known, [](const Item &one, const Item &other) {
        return std::pair(!isOpen(one.state), one.due) < std::pair(!isOpen(other.state), other.due);
    });
    show();
}

QVariantMap OralBoard::row(const Item &item) const
{
    const auto means = submission::meansFromName(item.means).value_or(submission::Means::Phone);
    const auto me = m_session.personId();
    const auto waits = isOpen(item.state);
    return {{QStringLiteral("id"), item.id},
            {QStringLiteral("submissionId"), item.submission},
            {QStringLiteral("revision"), item.revision},
            {QStringLiteral("title"), item.title},
            //: Who approved by voice, at what time, by which means, and who wrote it down.
            {QStringLiteral("detail"), tr("%1, %2, %3 – recorded by %4")
                                           .arg(m_content.personName(item.authority), timeText(item.givenAt),
                                                meansTitle(means), m_content.personName(item.recordedBy))},
            {QStringLiteral("stateText"), stateTitle(item.state)},
            {QStringLiteral("leftText"), waits ? leftText(item.due, m_link.serverNow()) : QString()},
            {QStringLiteral("tone"), item.state == late                          ? QStringLiteral("danger")
                                     : waits                                     ? QStringLiteral("warning")
                                     : item.state == QStringLiteral("confirmed") ? QStringLiteral("success")
                                                                                 : QStringLiteral("danger")},
            {QStringLiteral("mine"), waits && item.authority == me}};
}

void OralBoard::show()
{
    QList<QVariantMap> rows;
    for (const auto &item : m_known)
        rows.append(row(item));
    m_items->setRows(rows);
    Q_EMIT changed();
}

// Those on duty first, then the others who decide.
void OralBoard::showAuthorities()
{
    QList<QVariantMap> rows;
    const auto now = m_link.serverNow();
    const auto me = m_session.personId();
    for (auto person = m_content.people().cbegin(); person != m_content.people().cend(); ++person) {
        const auto role = submission::roleFromName(person->role);
        if (!role || !submission::isAuthority(*role) || person.key() == me)
            continue;
        const auto onDuty = m_content.authoritySlotOf(person.key(), now).has_value();
        if (*role == submission::Role::DutyAuthority && !onDuty)
            continue;
        const QVariantMap row{{QStringLiteral("personId"), person.key()},
                              {QStringLiteral("name"), person->name},
                              {QStringLiteral("roleLabel"), roleTitle(person->role)}};
        rows.insert(onDuty ? 0 : rows.size(), row);
    }
    m_authorities->setRows(rows);
}

void OralBoard::prepare(const QString &submissionId, int revision)
{
    m_manifest.reset();
    showAuthorities();
    say(true);
    const auto path = "/v1/submissions/" + submissionId.toLatin1() + '/' + QByteArray::number(revision) + "/manifest";
    m_link.get(path, this, [this, submissionId, number = ++m_preparing](const Result<HttpReply> &reply) {
        if (number != m_preparing)
            return;
        const auto manifest = reply ? submission::Manifest::parse(reply->body)
                                    : Result<submission::Manifest>(tl::unexpected(reply.error()));
        if (!manifest)
            return say(false, manifest.error().userText());
        if (manifest->content().submission.text() != submissionId)
            return say(false, Failure{Reason::ManifestMismatch, {}}.userText());
        m_manifest = *manifest;
        say(false);
    });
}

void OralBoard::record(const QString &authority, const QString &means, const QString &time, const QString &readBack)
{
    const auto id = freshId();
    const auto at = clockTimeBefore(time, m_link.serverNow());
    if (m_busy || !m_manifest || !m_session.identity())
        return;
    if (!id || !at || authority.isEmpty() || readBack.trimmed().isEmpty())
        return say(false, Failure{Reason::InvalidValue, {}}.userText());
    const auto &content = m_manifest->content();
    const auto jws =
        signature::canonicalJson(
            QJsonObject{{QStringLiteral("v"), 1},
                        {QStringLiteral("id"), *id},
                        {QStringLiteral("submission"), content.submission.text()},
                        {QStringLiteral("revision"), content.revision},
                        {QStringLiteral("manifest"), QString(QLatin1String(signature::hex(m_manifest->sha256())))},
                        {QStringLiteral("authority"), authority},
                        {QStringLiteral("means"), means},
                        {QStringLiteral("readBack"), readBack.trimmed().normalized(QString::NormalizationForm_C)},
                        {QStringLiteral("givenAt"), signature::toText(*at)}})
            .and_then([this](const QByteArray &payload) {
                return signature::signCompact(*m_session.keys().device, submission::typ::oralApproval, payload);
            });
    if (!jws)
        return say(false, jws.error().userText());
    say(true);
    ServerLink::Call call;
    call.method = "POST";
    call.path = "/v1/oral-approvals";
    call.headers = {{"Content-Type", "application/jose"}};
    call.body = *jws;
    m_link.send(call, this, [this](const Result<HttpReply> &reply) {
        say(false, reply ? QString() : reply.error().userText());
        if (!reply)
            return;
        refresh();
        Q_EMIT recorded();
    });
}

} // namespace astreinte::app
