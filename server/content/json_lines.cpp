// SPDX-License-Identifier: EUPL-1.2
#include "server/content/json_lines.h"

#include "core/text/plain_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <istream>
#include <ostream>

namespace astreinte::content {
namespace {

struct Line
{
    QByteArray bytes;
    bool tooLong = false;
};

// Nothing at the end of the input. A last line without a line feed counts.
std::optional<Line> nextLine(std::istream &in)
{
    Line line;
    bool any = false;
    for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
        any = true;
        if (c == '\n')
            return line;
        if (line.bytes.size() < longestLine)
            line.bytes.append(static_cast<char>(c));
        else
            line.tooLong = true;
    }
    return any ? std::optional(line) : std::nullopt;
}

// The path of the first text with an unpaired surrogate, such as "values.secteur".
std::optional<QString> malformedText(const QJsonValue &value, const QString &path)
{
    if (value.isString()) {
        const qsizetype at = text::loneSurrogate(value.toString());
        return at < 0 ? std::nullopt : std::optional(QStringLiteral("%1, character %2").arg(path).arg(at + 1));
    }
    if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            if (const auto found = malformedText(array.at(i), QStringLiteral("%1[%2]").arg(path).arg(i)))
                return found;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString here = path.isEmpty() ? it.key() : path + QLatin1Char('.') + it.key();
        if (text::loneSurrogate(it.key()) >= 0)
            return QStringLiteral("a name in %1").arg(path.isEmpty() ? QStringLiteral("the request") : path);
        if (const auto found = malformedText(it.value(), here))
            return found;
    }
    return std::nullopt;
}

Result<QJsonObject> requestFrom(const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(Reason::MalformedJson, QStringLiteral("byte %1: %2").arg(error.offset).arg(error.errorString()));
    if (!document.isObject())
        return fail(Reason::MalformedJson, QStringLiteral("one JSON object per line is expected"));
    if (const auto place = malformedText(document.object(), QString()))
        return fail(Reason::MalformedText, QStringLiteral("%1: lone surrogate").arg(*place));
    return document.object();
}

} // namespace

QJsonObject errorReply(const Failure &failure)
{
    QString what = QString::fromUtf8(failureEntry(failure.reason).what);
    if (what.endsWith(QLatin1Char('.')))
        what.chop(1);
    return {{QStringLiteral("error"), failure.detail.isEmpty() ? what : what + QStringLiteral(": ") + failure.detail},
            {QStringLiteral("reason"), failure.code()}};
}

QJsonObject replyTo(const QByteArray &line, const Command &command)
{
    const auto reply = requestFrom(line).and_then(command);
    return reply ? *reply : errorReply(reply.error());
}

void answerLines(std::istream &in, std::ostream &out, const Command &command)
{
    while (const auto line = nextLine(in)) {
        const QJsonObject reply =
            line->tooLong
                ? errorReply({Reason::TooLarge, QStringLiteral("a line holds at most %1 bytes").arg(longestLine)})
                : replyTo(line->bytes, command);
        const QByteArray bytes = QJsonDocument(reply).toJson(QJsonDocument::Compact);
        out.write(bytes.constData(), bytes.size());
        out.put('\n');
        out.flush();
    }
}

} // namespace astreinte::content
