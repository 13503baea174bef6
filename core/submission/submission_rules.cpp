// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/submission_rules.h"

#include "core/submission/submission.h"
#include "core/submission/wire_forms.h"
#include "core/text/plain_text.h"

#include <QSet>

namespace astreinte::submission {
namespace {

tl::unexpected<Failure> invalid(const QString &detail)
{
    return fail(Reason::InvalidValue, detail);
}

bool isInseeCode(const QString &code)
{
    // Two digits, or 2A and 2B for Corsica, then three digits.
    const auto digit = [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); };
    return code.size() == 5 && digit(code[0]) && (digit(code[1]) || QLatin1String("AB").contains(code[1])) &&
           digit(code[2]) && digit(code[3]) && digit(code[4]);
}

Result<void> checkValue(const QJsonValue &value, const QString &path)
{
    if (value.isString()) {
        if (auto checked = text::checkPlainText(value.toString()); !checked)
            return fail(checked.error().reason, path + QStringLiteral(": ") + checked.error().detail);
    } else if (value.isArray()) {
        const auto elements = value.toArray();
        for (qsizetype i = 0; i < elements.size(); ++i)
            if (auto checked = checkValue(elements[i], QStringLiteral("%1[%2]").arg(path).arg(i)); !checked)
                return checked;
    } else if (value.isObject()) {
        const auto members = value.toObject();
        for (auto member = members.begin(); member != members.end(); ++member) {
            if (!text::checkPlainText(member.key(), text::Lines::One))
                return fail(Reason::MalformedText, path + QStringLiteral(": a member's name"));
            if (auto checked = checkValue(member.value(), path + QLatin1Char('.') + member.key()); !checked)
                return checked;
        }
    }
    return {};
}

Result<void> checkRevision(const SubmissionContent &content)
{
    if ((content.revision == 1) == content.parent.has_value())
        return invalid(QStringLiteral("$.parent is null for revision 1, and for revision 1 only"));
    if ((content.action == Action::Publish) == content.target.has_value())
        return invalid(QStringLiteral("$.target is null to publish, and to publish only"));
    if (content.target == content.id)
        return invalid(QStringLiteral("$.target is the submission itself"));
    if (content.kind == Kind::FieldReport && content.action != Action::Publish)
        return invalid(QStringLiteral("$.action of a field report is publish"));
    return {};
}

// The daily self-test says nothing but itself, on a channel that takes nothing else.
Result<void> checkRealm(const SubmissionContent &content)
{
    const auto there = content.texts.contains(selfTestChannel);
    if (content.kind != Kind::SelfTest)
        return there ? invalid(QStringLiteral("$.texts.self-test is for the daily self-test alone")) : Result<void>();
    if (!there || content.texts.size() > 1)
        return invalid(QStringLiteral("$.texts of a self-test is self-test alone"));
    if (content.action != Action::Publish || content.incident || content.messageTemplate || !content.photos.isEmpty())
        return invalid(QStringLiteral("$.kind: a self-test has no incident, template or photo, and is not corrected"));
    return {};
}

Result<void> checkTexts(const SubmissionContent &content)
{
    for (const auto &language : content.languages)
        if (std::ranges::find(languageNames, language) == languageNames.end())
            return invalid(QStringLiteral("$.languages holds an unknown language"));
    for (auto channel = content.texts.begin(); channel != content.texts.end(); ++channel) {
        if (channel->isEmpty())
            return fail(Reason::MissingField, QStringLiteral("$.texts.") + channel.key());
        for (const auto &language : channel->keys())
            if (!content.languages.contains(language))
                return invalid(QStringLiteral("$.texts.%1.%2 is not in $.languages").arg(channel.key(), language));
    }
    if (content.kind == Kind::FieldReport && !content.texts.isEmpty())
        return invalid(QStringLiteral("$.texts of a field report is empty"));
    if (content.kind == Kind::Proposal && content.action != Action::Withdraw) {
        if (content.texts.isEmpty())
            return fail(Reason::MissingField, QStringLiteral("$.texts"));
        if (!content.messageTemplate)
            return fail(Reason::MissingField, QStringLiteral("$.template"));
    }
    return {};
}

bool tooLarge(const PictureFile &file)
{
    return qint64(file.width) * file.height > mostPixels;
}

// A channel's own file goes to a channel of this message, and is another file than the photo's.
Result<void> checkRenditions(const PhotoRecord &photo, const SubmissionContent &content, const QString &path)
{
    QMap<QByteArray, PictureFile> files{{photo.sha256, photo}};
    for (auto it = photo.renditions.begin(); it != photo.renditions.end(); ++it) {
        const auto where = path + QStringLiteral(".renditions.") + it.key();
        if (!content.texts.contains(it.key()))
            return invalid(where + QStringLiteral(" is not a channel of this message"));
        if (it->sha256 == photo.sha256)
            return invalid(where + QStringLiteral(" is the photo's own file"));
        if (tooLarge(*it))
            return fail(Reason::ImageTooLarge, where);
        if (const auto same = files.value(it->sha256, *it); same != *it)
            return invalid(where + QStringLiteral(": one file has two descriptions"));
        files.insert(it->sha256, *it);
    }
    return {};
}

Result<void> checkPhoto(const PhotoRecord &photo, const SubmissionContent &content, const QString &path)
{
    if (tooLarge(photo))
        return fail(Reason::ImageTooLarge, path);
    if (auto checked = checkRenditions(photo, content, path); !checked)
        return checked;
    for (const auto &form : photo.consents)
        if (auto checked = checkValue(form, path + QStringLiteral(".consents")); !checked)
            return checked;
    if (photo.commune && !isInseeCode(*photo.commune))
        return invalid(path + QStringLiteral(".commune is not an INSEE code"));
    if (content.kind == Kind::FieldReport)
        return {};
    for (const auto &language : content.languages)
        if (!photo.alt.contains(language))
            return fail(Reason::AltTextMissing, path + QStringLiteral(".alt.") + language);
    if (!photo.rights)
        return fail(Reason::RightsIncomplete, path + QStringLiteral(".rights"));
    return {};
}

Result<void> checkPhotos(const SubmissionContent &content)
{
    QSet<QByteArray> digests;
    for (qsizetype i = 0; i < content.photos.size(); ++i) {
        const auto path = QStringLiteral("$.photos[%1]").arg(i);
        for (const auto &file : content.photos[i].files()) {
            if (digests.contains(file.sha256))
                return invalid(path + QStringLiteral(".sha256 comes twice"));
            digests.insert(file.sha256);
        }
        if (auto checked = checkPhoto(content.photos[i], content, path); !checked)
            return checked;
    }
    return {};
}

} // namespace

Result<void> checkRules(const SubmissionContent &content)
{
    return checkRevision(content)
        .and_then([&] { return checkRealm(content); })
        .and_then([&] { return checkTexts(content); })
        .and_then([&] { return checkPhotos(content); })
        .and_then([&] { return checkValue(content.values, QStringLiteral("$.values")); });
}

} // namespace astreinte::submission
