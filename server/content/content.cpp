// SPDX-License-Identifier: EUPL-1.2
#include "server/content/content.h"

#include "assets/assets.h"
#include "server/content/json_lines.h"
#include "server/content/phrase.h"
#include "server/content/replies.h"

#include <QFile>
#include <ostream>

namespace astreinte::content {
namespace {

constexpr int success = 0;
constexpr int misuse = 2;
constexpr qint64 largestDataFile = 8 * 1024 * 1024;

struct Request
{
    QString command;
    QString templatesFile; // empty: the file compiled in
    QString rightsFile;
};

Result<Request> requestFrom(const QStringList &arguments)
{
    Request request{arguments.value(0), {}, {}};
    for (qsizetype i = 1; i < arguments.size(); i += 2) {
        const QString &option = arguments.at(i);
        if (i + 1 >= arguments.size())
            return fail(Reason::MissingField, QStringLiteral("%1: a file is expected after it").arg(option));
        if (option == QLatin1String("--templates"))
            request.templatesFile = arguments.at(i + 1);
        else if (option == QLatin1String("--rights"))
            request.rightsFile = arguments.at(i + 1);
        else
            return fail(Reason::UnknownField, QStringLiteral("unknown option %1").arg(option));
    }
    return request;
}

Result<QByteArray> bytesOf(const QString &path, const QByteArray &compiledIn)
{
    if (path.isEmpty())
        return compiledIn;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(path, file.errorString()));
    if (file.size() > largestDataFile)
        return fail(Reason::TooLarge, QStringLiteral("%1: more than %2 bytes").arg(path).arg(largestDataFile));
    return file.readAll();
}

Result<Command> commandWithTemplates(const Request &request)
{
    const auto catalogue = bytesOf(request.templatesFile, assets::templates()).and_then([](const QByteArray &bytes) {
        return message::Catalogue::parse(bytes);
    });
    if (!catalogue)
        return tl::unexpected(catalogue.error());
    const auto reply = request.command == QLatin1String("render") ? renderReply : measureReply;
    return Command([catalogue = *catalogue, reply](const QJsonObject &line) { return reply(catalogue, line); });
}

Result<Command> commandWithRights(const Request &request)
{
    const auto questionnaire = bytesOf(request.rightsFile, assets::imageRights()).and_then([](const QByteArray &bytes) {
        return rights::Questionnaire::parse(bytes);
    });
    if (!questionnaire)
        return tl::unexpected(questionnaire.error());
    return Command(
        [questionnaire = *questionnaire](const QJsonObject &line) { return assessReply(questionnaire, line); });
}

Result<Command> commandFor(const Request &request)
{
    if (request.command == QLatin1String("render") || request.command == QLatin1String("measure"))
        return commandWithTemplates(request);
    if (request.command == QLatin1String("assess"))
        return commandWithRights(request);
    if (request.command == QLatin1String("phrase"))
        return Command(phraseReply);
    return fail(Reason::InvalidValue,
                QStringLiteral("“%1” is not render, measure, assess or phrase").arg(request.command));
}

// What a template writer reads when an edited file is refused.
QString frenchOf(Reason reason)
{
    switch (reason) {
    case Reason::MalformedJson:
        return QStringLiteral("Le fichier n’est pas du JSON valide. Corrigez-le à l’endroit indiqué.");
    case Reason::MalformedTemplate:
        return QStringLiteral("Un gabarit comporte une erreur. Corrigez-le à l’endroit indiqué.");
    case Reason::UnknownFilter:
        return QStringLiteral("Un gabarit utilise un filtre qui n’existe pas. Corrigez-le à l’endroit indiqué.");
    case Reason::StorageFailed:
        return QStringLiteral("Le fichier ne peut pas être lu. Vérifiez son chemin et ses droits.");
    case Reason::TooLarge:
        return QStringLiteral("Le fichier est trop gros. Vérifiez que c’est le bon.");
    default:
        return QStringLiteral("La commande ou le fichier est incorrect. Corrigez ce qui est indiqué.");
    }
}

int refuse(const Failure &failure, std::ostream &errors)
{
    const FailureEntry &entry = failureEntry(failure.reason);
    const QString english = QString::fromUtf8(entry.what) + QLatin1Char(' ') + QString::fromUtf8(entry.how);
    errors << frenchOf(failure.reason).toStdString() << '\n'
           << english.toStdString() << '\n'
           << failure.code().toStdString() << ": " << failure.detail.toStdString() << '\n'
           << "astreinte-server content render|measure|assess|phrase [--templates FILE] [--rights FILE]\n";
    errors.flush();
    return misuse;
}

} // namespace

int runContent(const QStringList &arguments, std::istream &in, std::ostream &out, std::ostream &errors)
{
    const auto command = requestFrom(arguments).and_then(commandFor);
    if (!command)
        return refuse(command.error(), errors);
    answerLines(in, out, *command);
    return success;
}

} // namespace astreinte::content
