// SPDX-License-Identifier: EUPL-1.2
#include "app/capture/consent_desk.h"

#include "app/capture/photo_shelf.h"
#include "app/composition/content.h"
#include "app/composition/drafts.h"
#include "app/ports/clock.h"
#include "app/session/session.h"
#include "core/place/place_forms.h"
#include "core/rights/consent_form.h"
#include "core/rights/evidence.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace astreinte::app {
namespace {

const auto guardian = QStringLiteral("consent-guardian");
constexpr double shortestStroke = 0.15; // of the signing area: less is a dot or a slip

QStringList fieldKeys(bool forMinor)
{
    auto keys = QStringLiteral("nom lieu date supports duree contact dpo").split(QLatin1Char(' '));
    if (forMinor)
        keys.insert(1, QStringLiteral("mineur"));
    return keys;
}

QString fieldLabel(const QString &key)
{
    static const QHash<QString, const char *> labels{
        //: Blanks of the consent form
        {QStringLiteral("nom"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Name of the person who signs")},
        {QStringLiteral("mineur"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Name of the minor")},
        {QStringLiteral("lieu"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Place")},
        {QStringLiteral("date"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Date")},
        {QStringLiteral("supports"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Where it may be published")},
        {QStringLiteral("duree"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "For how long")},
        {QStringLiteral("contact"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Address to withdraw it")},
        {QStringLiteral("dpo"), QT_TRANSLATE_NOOP("astreinte::app::ConsentDesk", "Data protection officer")}};
    return ConsentDesk::tr(labels.value(key, ""));
}

QString oneLine(const QString &typed)
{
    return typed.simplified().normalized(QString::NormalizationForm_C);
}

// A thousandth of the frame is less than a pen's width, and the form travels with its message.
QPointF rounded(QPointF point)
{
    return {std::round(point.x() * 1000) / 1000, std::round(point.y() * 1000) / 1000};
}

double lengthOf(const QList<QList<QPointF>> &strokes)
{
    double length = 0;
    for (const auto &stroke : strokes)
        for (qsizetype i = 1; i < stroke.size(); ++i)
            length += std::hypot(stroke[i].x() - stroke[i - 1].x(), stroke[i].y() - stroke[i - 1].y());
    return length;
}

} // namespace

ConsentDesk::ConsentDesk(PhotoShelf &shelf, const Content &content, const Session &session, const Clock &clock,
                         QObject *parent)
    : QObject(parent), m_shelf(shelf), m_content(content), m_session(session), m_clock(clock),
      m_fields(
          new Rows({QStringLiteral("key"), QStringLiteral("label"), QStringLiteral("value"), QStringLiteral("missing")},
                   QStringLiteral("key"), this)),
      m_regions(new Rows({QStringLiteral("regionId"), QStringLiteral("label"), QStringLiteral("covered")},
                         QStringLiteral("regionId"), this))
{
}

ConsentDesk::~ConsentDesk() = default;

void ConsentDesk::begin(const QString &photoId, const QString &requirementId)
{
    m_photoId = photoId;
    m_requirement = requirementId;
    m_problem.clear();
    m_form = {};
    m_form.table = m_content.rights().version;
    m_form.language = m_content.language() == Language::French ? QStringLiteral("fr") : QStringLiteral("en");
    m_form.forMinor = requirementId == guardian;
    if (const auto *photo = m_shelf.find(photoId)) {
        proposeValues(*photo);
        const auto kinds = rights::kindsMeeting(requirementId);
        for (const auto &region : photo->regions)
            if (kinds.contains(region.kind) && region.form.isEmpty())
                m_form.regions.append(region.id);
    }
    show();
}

// What the phone knows is written; who signs and for how long is for the person to say. The addresses are those of the
// last form signed on this phone.
void ConsentDesk::proposeValues(const Photo &photo)
{
    const QLocale french(QLocale::French);
    m_form.fields.insert(QStringLiteral("date"), french.toString(signature::toDateTime(photo.capturedAt).date(),
                                                                 QStringLiteral("d MMMM yyyy")));
    if (const auto commune = m_content.communes().byCode(photo.commune))
        m_form.fields.insert(QStringLiteral("lieu"), commune->name);
    QStringList channels;
    for (const auto channel : m_content.channels())
        channels.append(channelTitle(channel));
    m_form.fields.insert(QStringLiteral("supports"), channels.join(QStringLiteral(", ")));
    m_form.fields.insert(QStringLiteral("duree"), tr("one year"));
    for (const auto &consent : m_shelf.consents())
        for (const auto &key : {QStringLiteral("contact"), QStringLiteral("dpo"), QStringLiteral("duree")})
            m_form.fields.insert(key, consent.fields.value(key));
}

QJsonObject ConsentDesk::wording() const
{
    return m_content.rights().consentForm.value(m_form.language).toObject();
}

QMap<QString, QString> ConsentDesk::values() const
{
    auto values = m_form.fields;
    values.insert(QStringLiteral("dep:de"), place::departmentForm(m_content.department(), place::DepartmentForm::De));
    if (!m_form.forMinor)
        values.remove(QStringLiteral("mineur"));
    return values;
}

QString ConsentDesk::title() const
{
    const auto form = wording();
    return form.contains(QLatin1String("titre")) ? form.value(QLatin1String("titre")).toString()
                                                 : form.value(QLatin1String("title")).toString();
}

QString ConsentDesk::minorNote() const
{
    const auto french = m_content.rights().consentForm.value(QLatin1String("fr")).toObject();
    return m_form.forMinor ? french.value(QLatin1String("noteMineur")).toString() : QString();
}

QString ConsentDesk::text() const
{
    if (m_form.forMinor && m_form.fields.value(QStringLiteral("mineur")).trimmed().isEmpty())
        return {};
    return rights::filledConsent(wording(), values()).value_or(QString());
}

bool ConsentDesk::canSign() const
{
    return !text().isEmpty() && signaturesGiven() < signaturesNeeded();
}

void ConsentDesk::show()
{
    QList<QVariantMap> rows;
    for (const auto &key : fieldKeys(m_form.forMinor)) {
        const auto value = m_form.fields.value(key);
        rows.append({{QStringLiteral("key"), key},
                     {QStringLiteral("label"), fieldLabel(key)},
                     {QStringLiteral("value"), value},
                     {QStringLiteral("missing"), value.trimmed().isEmpty()}});
    }
    m_fields->setRows(rows);
    if (const auto *photo = m_shelf.find(m_photoId))
        showRegions(*photo);
    Q_EMIT changed();
}

void ConsentDesk::showRegions(const Photo &photo)
{
    const auto kinds = rights::kindsMeeting(m_requirement);
    QList<QVariantMap> rows;
    for (const auto &region : photo.regions)
        if (kinds.contains(region.kind))
            rows.append({{QStringLiteral("regionId"), region.id},
                         //: One person or place drawn on the photo: %1 is its rank.
                         {QStringLiteral("label"), tr("Box %1").arg(photo.regions.indexOf(region) + 1)},
                         {QStringLiteral("covered"), m_form.regions.contains(region.id)}});
    m_regions->setRows(rows);
}

// A signature is under the words that were read: other words take it back.
void ConsentDesk::setField(const QString &key, const QString &value)
{
    if (m_form.fields.value(key) == value)
        return;
    m_form.fields.insert(key, value.normalized(QString::NormalizationForm_C));
    m_form.signatures.clear();
    show();
}

void ConsentDesk::setLanguage(const QString &language)
{
    if (m_form.language == language)
        return;
    m_form.language = language;
    m_form.signatures.clear();
    show();
}

void ConsentDesk::setOneHolder(bool alone)
{
    m_form.oneHolder = alone;
    Q_EMIT changed();
}

void ConsentDesk::cover(const QString &regionId, bool covered)
{
    m_form.regions.removeAll(regionId);
    if (covered)
        m_form.regions.append(regionId);
    m_form.signatures.clear();
    show();
}

void ConsentDesk::add(const ConsentSignature &signature)
{
    m_problem.clear();
    if (!canSign())
        return;
    if (signature.name.isEmpty())
        m_problem = Failure{Reason::MissingField, {}}.userText();
    else if (signature.instead.isEmpty() && lengthOf(signature.strokes) < shortestStroke)
        m_problem = tr("The signature is too short. Sign again in the frame.");
    else
        m_form.signatures.append(signature);
    Q_EMIT changed();
}

void ConsentDesk::sign(const QString &name, const QVariantList &strokes)
{
    ConsentSignature signature{oneLine(name), {}, {}, m_clock.now()};
    for (const auto &stroke : strokes) {
        QList<QPointF> points;
        for (const auto &point : stroke.toList())
            points.append(rounded(point.toPointF()));
        signature.strokes.append(points);
    }
    add(signature);
}

void ConsentDesk::signWithout(const QString &name, const QString &how)
{
    if (!how.trimmed().isEmpty())
        add({oneLine(name), {}, oneLine(how), m_clock.now()});
}

void ConsentDesk::finish()
{
    const auto *held = m_shelf.find(m_photoId);
    const auto id = freshId();
    if (!held || !id || !m_session.identity() || signaturesGiven() < signaturesNeeded())
        return;
    Photo photo = *held;
    m_form.id = *id;
    m_form.text = text();
    m_form.takenBy = m_session.personId();
    photo.consents.append(m_form);
    // Where no box was drawn, the form itself is the agreement that was asked for.
    if (m_form.regions.isEmpty())
        photo.records.insert(m_requirement, m_form.fields.value(QStringLiteral("nom")));
    for (auto &region : photo.regions)
        if (m_form.regions.contains(region.id)) {
            region.treatment = Treatment::Shown;
            region.form = m_form.id;
            region.proposed = false;
        }
    const bool redrawn = photo.regions != held->regions;
    if (const auto saved = m_shelf.update(photo); !saved) {
        m_problem = saved.error().userText();
        Q_EMIT changed();
        return;
    }
    if (redrawn)
        m_shelf.render(
            m_photoId, [](Photo &) {}, this, [](const Result<Photo> &) {});
    Q_EMIT signedFor(m_photoId);
}

void ConsentDesk::withdraw(const QString &photoId)
{
    const auto *held = m_shelf.find(photoId);
    if (!held || std::ranges::none_of(held->consents, &Consent::inForce))
        return;
    Photo photo = *held;
    for (auto &consent : photo.consents)
        if (!consent.withdrawnAt)
            consent.withdrawnAt = m_clock.now();
    for (auto &region : photo.regions)
        if (!region.hides()) {
            region.treatment = Treatment::Opaque;
            region.form.clear();
        }
    for (const auto &requirement : {QStringLiteral("consent-person"), guardian, QStringLiteral("consent-occupant")})
        photo.records.remove(requirement);
    if (const auto saved = m_shelf.update(photo); !saved) {
        m_problem = saved.error().userText();
        Q_EMIT changed();
        return;
    }
    m_shelf.render(
        photoId, [](Photo &) {}, this, [](const Result<Photo> &) {});
    Q_EMIT withdrawn(photoId);
}

} // namespace astreinte::app
