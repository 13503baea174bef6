// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/invitation.h"
#include "server/command/commands.h"
#include "server/command/open_store.h"
#include "server/command/qr_code.h"
#include "server/identity/invitations.h"
#include "server/identity/server_key.h"

#include <QSaveFile>
#include <QTextStream>

namespace astreinte::command {
namespace {

Result<QString> invitationFor(const OpenData &data, const QString &person)
{
    auto settings = data.store->read(deployment::readSettings);
    if (!settings)
        return tl::unexpected(settings.error());
    if (settings->origin.isEmpty() || settings->pins.isEmpty())
        return fail(Reason::ServerUnavailable, QStringLiteral("start `serve` once: the address is not known yet"));
    auto serverKey = identity::loadOrCreateServerKey(data.folder.serverKey());
    if (!serverKey)
        return tl::unexpected(serverKey.error());
    auto code = identity::invite(*data.store, person, deployment::systemNow());
    if (!code)
        return tl::unexpected(code.error());
    return submission::Invitation{settings->origin, code->code, settings->pins, serverKey->kid()}.toText();
}

Result<> writePng(const QString &path, const QByteArray &text)
{
    auto png = qrAsPng(text);
    if (!png)
        return tl::unexpected(png.error());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*png) != png->size() || !file.commit())
        return fail(Reason::StorageFailed, path + QStringLiteral(": ") + file.errorString());
    return {};
}

} // namespace

int enrol(const QStringList &typed)
{
    auto arguments = Arguments::parse(typed, {QStringLiteral("data"), QStringLiteral("person"), QStringLiteral("png")});
    if (!arguments)
        return tell(arguments.error());
    if (!arguments->words().isEmpty())
        return usage();
    auto person = arguments->required(QStringLiteral("person"));
    auto data = openData(*arguments);
    if (!person || !data)
        return tell(person ? data.error() : person.error());
    auto text = invitationFor(*data, *person);
    if (!text)
        return tell(text.error());
    auto drawn = qrForTerminal(text->toLatin1());
    if (!drawn)
        return tell(drawn.error());
    if (arguments->has(QStringLiteral("png")))
        if (auto written = writePng(arguments->value(QStringLiteral("png")), text->toLatin1()); !written)
            return tell(written.error());
    QTextStream(stdout) << QString::fromUtf8(*drawn) << *text << '\n'
                        << "Valid 15 minutes, once. Compare the 7 digits aloud, then: astreinte-server devices confirm "
                           "DIGITS --data "
                        << arguments->value(QStringLiteral("data")) << '\n';
    return Done;
}

} // namespace astreinte::command
