// SPDX-License-Identifier: EUPL-1.2
#include "server/command/recovery.h"

#include "core/sealing/age_keys.h"
#include "server/command/open_store.h"
#include "server/command/verbs.h"
#include "server/deployment/recovery.h"

#include <QFile>
#include <QTextStream>
#include <fcntl.h>
#include <unistd.h>

namespace astreinte::command {
namespace {

// Never over another file, for nobody else's eyes.
Result<> writePrivate(const QString &path, const signature::Secret &text)
{
    const int file = ::open(QFile::encodeName(path), O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(Reason::StorageFailed, QStringLiteral("%1: %2").arg(path, qt_error_string(errno)));
    const bool written = ::write(file, text.data(), size_t(text.size())) == text.size() &&
                         ::write(file, "\n", 1) == 1 && ::fsync(file) == 0;
    if (::close(file) != 0 || !written)
        return fail(Reason::StorageFailed, path);
    return {};
}

// The opened data and the recovery key in force, if any.
struct Present
{
    OpenData data;
    std::optional<QString> recipient;
};

Result<Present> openPresent(const Arguments &arguments)
{
    auto data = openData(arguments);
    if (!data)
        return tl::unexpected(data.error());
    auto recipient = deployment::recoveryRecipient(data->folder);
    if (!recipient)
        return tl::unexpected(recipient.error());
    return Present{*std::move(data), *std::move(recipient)};
}

int create(const Arguments &arguments)
{
    auto present = openPresent(arguments);
    if (!present)
        return tell(present.error());
    auto &[data, recipient] = *present;
    if (recipient && arguments.value(QStringLiteral("replace")) != QStringLiteral("yes"))
        return tell({Reason::ConflictingContent,
                     QStringLiteral("%1 is in force; --replace yes, and keep its private half: files sealed until now "
                                    "open with it alone")
                         .arg(*recipient)});
    auto identity = sealing::AgeIdentity::generate();
    if (!identity)
        return tell(identity.error());
    const auto text = identity->toText();
    QTextStream out(stdout);
    // The private half first: a public half in force whose private half was not kept would be worse than none.
    if (const auto file = arguments.value(QStringLiteral("out")); !file.isEmpty()) {
        if (auto written = writePrivate(file, text); !written)
            return tell(written.error());
    } else {
        out << "# Keep this line offline, in a safe; it is not stored and will not be shown again.\n"
            << QByteArray(text.view().toByteArray()) << '\n';
        out.flush();
    }
    auto done = deployment::setRecoveryRecipient(data.folder, identity->recipient().toText()).and_then([&] {
        return data.store->write(
            [](storage::Transaction &transaction) { return deployment::raiseConfigurationVersion(transaction); });
    });
    if (!done)
        return tell(done.error());
    out << "recovery\t" << identity->recipient().toText() << '\n';
    return Done;
}

int show(const Arguments &arguments)
{
    auto present = openPresent(arguments);
    if (!present)
        return tell(present.error());
    if (!present->recipient)
        return tell({Reason::UnknownKey, QStringLiteral("no recovery key; make one with `recovery new`")});
    QTextStream(stdout) << "recovery\t" << *present->recipient << '\n';
    return Done;
}

} // namespace

int recovery(const QStringList &typed)
{
    return dispatch(typed, {QStringLiteral("data"), QStringLiteral("out"), QStringLiteral("replace")},
                    {{"new", 1, create}, {"show", 1, show}});
}

} // namespace astreinte::command
