// SPDX-License-Identifier: EUPL-1.2
#include "app/review/review_desk.h"

#include "app/capture/picture.h"
#include "app/composition/content.h"
#include "app/composition/incidents.h"
#include "app/composition/size_words.h"
#include "app/composition/time_words.h"
#include "app/outbox/status_ladder.h"
#include "app/ports/clock.h"
#include "app/review/review_queue.h"
#include "app/sync/server_link.h"
#include "core/message/channel.h"
#include "core/signature/bytes.h"

#include <algorithm>

// What the authority reads: rows and values made from the queue and from the manifest's bytes, nothing else.
namespace astreinte::app {
namespace {

QString channelTitles(const submission::ManifestContent &content)
{
    QStringList titles;
    for (const auto channel : message::allChannels)
        if (content.channels.contains(message::channelName(channel)))
            titles.append(channelTitle(channel));
    return titles.join(QStringLiteral(", "));
}

// « 2 covered, 1 in mosaic, 1 shown with a signed form ».
QString regionsText(const QList<submission::PhotoRegion> &regions)
{
    const auto count = [&](const char *treatment) {
        return int(std::ranges::count(regions, QLatin1String(treatment), &submission::PhotoRegion::treatment));
    };
    QStringList parts;
    if (const int covered = count("opaque"); covered > 0)
        //: Boxes on a photo under review: what is under them is covered
        parts.append(ReviewDesk::tr("%n covered", nullptr, covered));
    if (const int blurred = count("mosaic"); blurred > 0)
        //: Boxes on a photo under review: what is under them is in mosaic
        parts.append(ReviewDesk::tr("%n in mosaic", nullptr, blurred));
    if (const int shown = count("shown"); shown > 0)
        //: Persons on a photo under review who are shown because they signed a form
        parts.append(ReviewDesk::tr("%n shown with a signed form", nullptr, shown));
    return parts.join(QStringLiteral(", "));
}

// Each answer in the words of the questionnaire, in its order.
QStringList answerLines(const Content &rules, const QMap<QString, QString> &answers)
{
    QStringList lines;
    for (const auto &question : rules.rights().questions) {
        if (const auto *answer = question.answer(answers.value(question.id)))
            lines.append(rules.in(question.text) + QLatin1Char(' ') + rules.in(answer->label));
    }
    return lines;
}

QString communeNames(const QStringList &codes, const Content &rules)
{
    QStringList names;
    for (const auto &code : codes) {
        const auto commune = rules.communes().byCode(code);
        names.append(commune ? commune->name : code);
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

QVariantMap ReviewDesk::queueRow(const ReviewItem &item) const
{
    QVariantMap row{{QStringLiteral("itemId"), QStringLiteral("%1:%2").arg(item.submission).arg(item.revision)},
                    {QStringLiteral("submissionId"), item.submission},
                    {QStringLiteral("revision"), item.revision},
                    {QStringLiteral("title"), item.title},
                    {QStringLiteral("kind"), item.kind},
                    {QStringLiteral("state"), QString(submission::stateName(item.state))},
                    {QStringLiteral("stateText"), item.awaitsDecision() ? QString() : stateWords(item.state)},
                    {QStringLiteral("authors"), item.authors.join(QStringLiteral(", "))},
                    {QStringLiteral("communeName"), communeNames(item.communes, m_content)},
                    {QStringLiteral("factsAt"), signature::toDateTime(item.factsAt)},
                    {QStringLiteral("receivedAt"), signature::toDateTime(item.receivedAt)},
                    {QStringLiteral("ageText"), agoText(item.receivedAt, m_link.serverNow())},
                    {QStringLiteral("photoCount"), item.photos},
                    {QStringLiteral("exercise"), item.exercise},
                    {QStringLiteral("awaitsDecision"), item.awaitsDecision()},
                    {QStringLiteral("incidentTitle"), QString()},
                    {QStringLiteral("stage"), QString()},
                    {QStringLiteral("minutesLeft"), 0}};
    if (const auto *incident = m_incidents.find(item.incident)) {
        row.insert(clockRow(*incident, m_link.serverNow()));
        row.insert(QStringLiteral("incidentTitle"), incident->title);
    }
    return row;
}

void ReviewDesk::showQueue()
{
    QList<QVariantMap> rows;
    for (const auto &item : m_queue.items())
        rows.append(queueRow(item));
    m_queueRows->setRows(rows);
    if (rows.isEmpty())
        m_quarterMinute.stop();
    else if (!m_quarterMinute.isActive())
        m_quarterMinute.start();
    if (m_queue.failure() && !m_busy)
        m_problem = m_queue.failure()->userText();
    Q_EMIT changed();
}

QVariantMap ReviewDesk::onlyOne() const
{
    const auto &items = m_queue.items();
    const auto waiting = std::ranges::find_if(items, &ReviewItem::awaitsDecision);
    if (m_queue.waitingCount() != 1)
        return {};
    return {{QStringLiteral("submissionId"), waiting->submission}, {QStringLiteral("revision"), waiting->revision}};
}

QString ReviewDesk::targetText(const submission::SubmissionId &target) const
{
    for (const auto &item : m_queue.items())
        if (item.submission == target.text())
            //: The message that is corrected or withdrawn: its title and when it was received.
            return tr("%1, received %2").arg(item.title, agoText(item.receivedAt, m_link.serverNow()));
    return target.text();
}

void ReviewDesk::showManifest()
{
    QList<QVariantMap> channels;
    QList<QVariantMap> photos;
    if (m_manifest) {
        const auto &content = m_manifest->content();
        for (const auto channel : message::allChannels) {
            const auto name = message::channelName(channel);
            if (!content.channels.contains(name))
                continue;
            channels.append({{QStringLiteral("channel"), name},
                             {QStringLiteral("title"), channelTitle(channel)},
                             {QStringLiteral("textFr"), content.channels[name].value(QStringLiteral("fr"))},
                             {QStringLiteral("textEn"), content.channels[name].value(QStringLiteral("en"))},
                             {QStringLiteral("chosen"), true},
                             {QStringLiteral("photosText"), tr("%n photo(s)", nullptr, int(content.photos.size()))}});
        }
        for (const auto &photo : content.photos)
            photos.append(photoRow(photo));
    }
    m_channels->setRows(channels);
    m_photos->setRows(photos);
    showAgreements();
    Q_EMIT changed();
}

// One file of a photo, and where it goes.
QVariantMap ReviewDesk::fileRow(const submission::ManifestPhoto &photo, const submission::PictureFile &file) const
{
    const auto digest = QString::fromLatin1(signature::hex(file.sha256));
    const bool here = m_renditions.contains(digest);
    QStringList channels;
    for (const auto channel : message::allChannels) {
        const auto name = message::channelName(channel);
        if (m_manifest->content().channels.contains(name) && photo.fileFor(name) == file)
            channels.append(channelTitle(channel));
    }
    return {{QStringLiteral("sha256"), digest},
            {QStringLiteral("image"), here ? QStringLiteral("image://astreinte/rendition/") + digest : QString()},
            {QStringLiteral("channels"), channels.join(QStringLiteral(", "))},
            {QStringLiteral("width"), file.width},
            {QStringLiteral("height"), file.height},
            {QStringLiteral("factsText"),
             QStringLiteral("%1 × %2 · %3").arg(file.width).arg(file.height).arg(sizeText(file.size))}};
}

QVariantMap ReviewDesk::photoRow(const submission::ManifestPhoto &photo) const
{
    QVariantList files;
    for (const auto &file : photo.files())
        files.append(fileRow(photo, file));
    const bool here = std::ranges::all_of(
        files, [](const QVariant &file) { return !file.toMap()[QStringLiteral("image")].toString().isEmpty(); });
    const auto *outcome = m_content.rights().outcome(photo.rightsOutcome);
    return {{QStringLiteral("sha256"), QString::fromLatin1(signature::hex(photo.sha256))},
            {QStringLiteral("files"), files},
            {QStringLiteral("shown"), here},
            {QStringLiteral("altFr"), photo.alt.value(QStringLiteral("fr"))},
            {QStringLiteral("altEn"), photo.alt.value(QStringLiteral("en"))},
            {QStringLiteral("author"), photo.author},
            {QStringLiteral("licence"), photo.licence},
            {QStringLiteral("rightsText"), outcome ? m_content.in(outcome->label) : photo.rightsOutcome},
            {QStringLiteral("rightsTone"), outcome ? outcome->tone : QStringLiteral("warning")},
            {QStringLiteral("partners"), photo.partners},
            {QStringLiteral("problem"), QString()},
            {QStringLiteral("regions"), regionsText(photo.regions)},
            {QStringLiteral("answers"), answerLines(m_content, photo.answers)},
            //: The forms signed by persons shown on a photo
            {QStringLiteral("consentText"),
             photo.consents > 0 ? tr("%n signed form(s)", nullptr, int(photo.consents)) : QString()}};
}

QVariantMap ReviewDesk::manifest() const
{
    if (!m_manifest)
        return {};
    const auto &content = m_manifest->content();
    QStringList authors;
    for (const auto &author : content.authors)
        authors.append(m_content.personName(author));
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(m_link.serverNow() - content.factsAt).count();
    const auto action = content.action;
    const auto title = content.messageTemplate ? templateTitleOf(m_content, content.messageTemplate->id) : QString();
    return {{QStringLiteral("title"), action == submission::Action::Withdraw ? tr("Withdrawal") : title},
            {QStringLiteral("action"), QString(submission::actionName(action))},
            {QStringLiteral("actionText"), action == submission::Action::Publish   ? tr("New message")
                                           : action == submission::Action::Correct ? tr("Correction")
                                                                                   : tr("Withdrawal")},
            {QStringLiteral("authors"), authors.join(QStringLiteral(", "))},
            {QStringLiteral("factsAt"), signature::toDateTime(content.factsAt)},
            {QStringLiteral("factsAgeMinutes"), int(minutes)},
            {QStringLiteral("factsWarning"),
             //: %1 is a time of day.
             factsAreOld() ? tr("The facts date from %1. Are they still exact?").arg(timeText(content.factsAt))
                           : QString()},
            {QStringLiteral("place"), communeNames(content.communes, m_content)},
            {QStringLiteral("incidentTitle"), content.incident ? content.incident->title : QString()},
            {QStringLiteral("exercise"), content.exercise},
            {QStringLiteral("submissionId"), content.submission.text()},
            {QStringLiteral("revision"), int(content.revision)},
            {QStringLiteral("sha256Short"), QString::fromLatin1(signature::hex(m_manifest->sha256()).left(16))},
            {QStringLiteral("sha256"), QString::fromLatin1(signature::hex(m_manifest->sha256()))},
            {QStringLiteral("kind"), QString(submission::kindName(content.kind))},
            {QStringLiteral("until"), content.window.to ? signature::toDateTime(*content.window.to) : QDateTime()},
            {QStringLiteral("reason"), content.reason.value_or(QString())},
            {QStringLiteral("targetText"), content.target ? targetText(*content.target) : QString()}};
}

QImage ReviewDesk::renditionImage(const QString &sha256) const
{
    const auto found = m_renditions.constFind(sha256);
    return found == m_renditions.cend() ? QImage() : decodeUpright(*found).value_or(QImage());
}

QString ReviewDesk::consequence() const
{
    if (!m_manifest)
        return {};
    const auto &content = m_manifest->content();
    if (content.action == submission::Action::Withdraw)
        return tr("Approve and withdraw the message");
    if (needsTwo() && signatures().isEmpty())
        return tr("Sign as the first of two");
    //: %1 is a list of channels.
    return tr("Approve and publish on: %1").arg(channelTitles(content));
}

} // namespace astreinte::app
