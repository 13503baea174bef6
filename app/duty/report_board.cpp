// SPDX-License-Identifier: EUPL-1.2
#include "app/duty/report_board.h"

#include "app/capture/picture.h"
#include "app/composition/content.h"
#include "app/composition/form_rows.h"
#include "app/composition/time_words.h"
#include "app/duty/report_places.h"
#include "app/session/session.h"
#include "app/sync/server_link.h"
#include "core/signature/bytes.h"
#include "core/signature/strict_json.h"

#include <QJsonArray>
#include <QMap>

namespace astreinte::app {
namespace {

QStringList codesIn(const QJsonObject &object)
{
    QStringList codes;
    for (const auto array = object.value(QLatin1String("communes")).toArray(); const auto &code : array)
        codes += code.toString();
    return codes;
}

} // namespace

ReportBoard::ReportBoard(ServerLink &link, const Session &session, const Content &content, QObject *parent)
    : QObject(parent), m_link(link), m_session(session), m_content(content), m_inquiry(link, "/v1/reports"),
      m_reports(new Rows({QStringLiteral("submissionId"), QStringLiteral("what"), QStringLiteral("serviceLabel"),
                          QStringLiteral("author"), QStringLiteral("place"), QStringLiteral("ageText"),
                          QStringLiteral("photoCount"), QStringLiteral("exercise")},
                         QStringLiteral("submissionId"), this)),
      m_communes(new Rows({QStringLiteral("code"), QStringLiteral("name"), QStringLiteral("count"),
                           QStringLiteral("placed"), QStringLiteral("x"), QStringLiteral("y")},
                          QStringLiteral("code"), this)),
      m_lines(new Rows(
          {QStringLiteral("key"), QStringLiteral("label"), QStringLiteral("text"), QStringLiteral("restricted")},
          QStringLiteral("key"), this)),
      m_photos(new Rows({QStringLiteral("sha256"), QStringLiteral("image"), QStringLiteral("credit")},
                        QStringLiteral("sha256"), this))
{
    connect(&m_inquiry, &Inquiry::answered, this, &ReportBoard::adopt);
    connect(&content, &Content::changed, this, [this] {
        show();
        showOpen();
    });
}

ReportBoard::~ReportBoard() = default;

double ReportBoard::drawingHeight() const
{
    return app::drawingHeight(m_content.communes());
}

void ReportBoard::say(bool busy, const QString &problem)
{
    m_busy = busy;
    m_problem = problem;
    Q_EMIT changed();
}

void ReportBoard::setCommune(const QString &code)
{
    m_commune = m_commune == code ? QString() : code;
    show();
}

void ReportBoard::refresh()
{
    m_inquiry.ask();
}

void ReportBoard::forget()
{
    m_inquiry.forget();
    m_known.clear();
    m_commune.clear();
    close();
    show();
}

void ReportBoard::adopt(const QByteArray &reply)
{
    const auto items = itemsOf(reply);
    if (!items)
        return;
    m_known.clear();
    for (const auto &entry : *items) {
        const auto item = entry.toObject();
        const auto text = [&item](const char *name) { return item.value(QLatin1String(name)).toString(); };
        if (const auto received = signature::instantFromText(text("receivedAt")))
            m_known.append({text("submission"), text("what"), text("service"), text("author"), codesIn(item), *received,
                            item.value(QLatin1String("photos")).toInt(), item.value(QLatin1String("own")).toBool(),
                            item.value(QLatin1String("exercise")).toBool()});
    }
    show();
}

QString ReportBoard::placeOf(const QStringList &codes) const
{
    QStringList names;
    for (const auto &code : codes) {
        const auto commune = m_content.communes().byCode(code);
        names += commune ? commune->name : code;
    }
    return names.isEmpty() ? tr("Place not told") : names.join(QStringLiteral(", "));
}

void ReportBoard::show()
{
    QList<QVariantMap> rows;
    QMap<QString, int> counts;
    for (const auto &report : m_known) {
        for (const auto &code : report.communes)
            ++counts[code];
        if (!m_commune.isEmpty() && !report.communes.contains(m_commune))
            continue;
        rows.append({{QStringLiteral("submissionId"), report.submission},
                     {QStringLiteral("what"), report.what.isEmpty() ? tr("Field report") : report.what},
                     {QStringLiteral("serviceLabel"), roleTitle(report.service)},
                     {QStringLiteral("author"), report.author},
                     {QStringLiteral("place"), placeOf(report.communes)},
                     {QStringLiteral("ageText"), agoText(report.receivedAt, m_link.serverNow())},
                     {QStringLiteral("photoCount"), report.photos},
                     {QStringLiteral("exercise"), report.exercise}});
    }
    QList<QVariantMap> communes;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        const auto place = placeInDrawing(m_content.communes(), count.key());
        communes.append({{QStringLiteral("code"), count.key()},
                         {QStringLiteral("name"), placeOf({count.key()})},
                         {QStringLiteral("count"), count.value()},
                         {QStringLiteral("placed"), place.has_value()},
                         {QStringLiteral("x"), place ? place->x() : 0.0},
                         {QStringLiteral("y"), place ? place->y() : 0.0}});
    }
    if (m_backdrop.isEmpty())
        for (const auto &place : allPlaces(m_content.communes()))
            m_backdrop.append(place);
    m_reports->setRows(rows);
    m_communes->setRows(communes);
    Q_EMIT changed();
}

void ReportBoard::open(const QString &submissionId)
{
    close();
    say(true);
    const auto path = "/v1/reports/" + submissionId.toLatin1();
    m_link.get(path, this, [this, submissionId, number = ++m_opening](const Result<HttpReply> &reply) {
        if (number != m_opening)
            return;
        const auto object =
            reply ? signature::parseStrictObject(reply->body) : Result<QJsonObject>(tl::unexpected(reply.error()));
        if (!object || object->value(QLatin1String("submission")).toString() != submissionId)
            return say(false, (object ? Failure{Reason::UnexpectedReply, {}} : object.error()).userText());
        m_open = *object;
        say(false);
        showOpen();
        fetchPictures();
    });
}

void ReportBoard::close()
{
    ++m_opening;
    m_open = {};
    m_pictures.clear();
    showOpen();
    say(false);
}

void ReportBoard::fetchPictures()
{
    for (const auto photos = m_open.value(QLatin1String("photos")).toArray(); const auto &entry : photos) {
        const auto sha256 = entry.toObject().value(QLatin1String("sha256")).toString();
        ServerLink::Call call;
        call.method = "GET";
        call.path = "/v1/renditions/" + sha256.toLatin1();
        call.timeout = std::chrono::minutes(1);
        m_link.send(call, this, [this, sha256, number = m_opening](const Result<HttpReply> &reply) {
            if (number != m_opening || !reply)
                return;
            if (QLatin1String(signature::hex(signature::sha256(reply->body))) == sha256)
                m_pictures.insert(sha256, reply->body);
            showOpen();
        });
    }
}

void ReportBoard::showOpen()
{
    QList<QVariantMap> lines;
    QList<QVariantMap> photos;
    const auto hidden = m_open.value(QLatin1String("restricted")).toBool();
    for (const auto labels = reportLabels(); const auto &[key, label] : labels) {
        const auto text = m_open.value(key).toString();
        const auto restricted = hidden && key == QLatin1String("casualties");
        if (text.isEmpty() && !restricted)
            continue;
        lines.append({{QStringLiteral("key"), key},
                      {QStringLiteral("label"), label},
                      {QStringLiteral("text"),
                       restricted ? tr("For the authorities and the civil defence service only.") : text},
                      {QStringLiteral("restricted"), restricted}});
    }
    for (const auto all = m_open.value(QLatin1String("photos")).toArray(); const auto &entry : all) {
        const auto sha256 = entry.toObject().value(QLatin1String("sha256")).toString();
        photos.append({{QStringLiteral("sha256"), sha256},
                       {QStringLiteral("image"),
                        m_pictures.contains(sha256) ? QStringLiteral("image://astreinte/report/") + sha256 : QString()},
                       {QStringLiteral("credit"), entry.toObject().value(QLatin1String("author")).toString()}});
    }
    m_lines->setRows(lines);
    m_photos->setRows(photos);
    Q_EMIT changed();
}

QVariantMap ReportBoard::report() const
{
    if (m_open.isEmpty())
        return {};
    const auto received = signature::instantFromText(m_open.value(QLatin1String("receivedAt")).toString());
    const auto what = m_open.value(QLatin1String("what")).toString();
    return {{QStringLiteral("submissionId"), m_open.value(QLatin1String("submission")).toString()},
            {QStringLiteral("title"), what.isEmpty() ? tr("Field report") : what},
            {QStringLiteral("serviceLabel"), roleTitle(m_open.value(QLatin1String("service")).toString())},
            {QStringLiteral("author"), m_open.value(QLatin1String("author")).toString()},
            {QStringLiteral("place"), placeOf(codesIn(m_open))},
            {QStringLiteral("ageText"), received ? agoText(*received, m_link.serverNow()) : QString()}};
}

QImage ReportBoard::picture(const QString &sha256) const
{
    const auto found = m_pictures.constFind(sha256);
    return found == m_pictures.cend() ? QImage() : decodeUpright(*found).value_or(QImage());
}

} // namespace astreinte::app
