// SPDX-License-Identifier: EUPL-1.2
// A server that closes one incident, as its route does, and tells its standard output what the phone would hear.
// Arguments: the data folder, the incident, the person's device.
#include "core/signature/http_signature.h"
#include "server/duty/incidents.h"
#include "server/identity/devices.h"

#include <QCoreApplication>
#include <unistd.h>

using namespace astreinte;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    auto folder = deployment::DataFolder::open(arguments.value(1));
    auto store = folder ? storage::Store::open(folder->database()) : tl::unexpected(folder.error());
    if (!store)
        return 1;
    const auto devices = (*store)->read(identity::listDevices);
    const auto nonce = signature::freshNonce();
    if (!devices || !nonce)
        return 1;
    const auto now = deployment::systemNow();
    identity::Caller caller{};
    for (const auto &device : *devices)
        if (device.kid == arguments.value(3))
            caller.device = device;
    caller.nonce = *nonce;
    caller.nonceExpires = now + std::chrono::minutes(5);
    const auto closed = duty::IncidentDesk(**store, deployment::systemNow).close(caller, arguments.value(2));
    // Beside the standard streams, so that it is a step like another: closed, and the answer on its way.
    const auto answer = closed ? QByteArray("closed\n") : closed.error().toString().toUtf8() + '\n';
    const auto phone = ::dup(STDOUT_FILENO);
    return ::write(phone, answer.constData(), static_cast<std::size_t>(answer.size())) > 0 && closed ? 0 : 1;
}
