// SPDX-License-Identifier: EUPL-1.2
// A publisher whose only channel is a network of another's: a file to which each post adds one line. Arguments: the
// data folder, the file, and "findable" when the network can be asked what it has.
#include "server/publication/publisher.h"
#include "server/storage/blobs.h"

#include <QCoreApplication>
#include <QFile>
#include <fcntl.h>
#include <unistd.h>

using namespace astreinte;
using authorisation::Realm;
using publication::Attempt;
using submission::State;

namespace {

class Network final : public publication::ChannelAdapter<Realm::Real>
{
public:
    Network(QString path, QString manner) : m_path(std::move(path)), m_manner(std::move(manner)) {}
    [[nodiscard]] QString channel() const override { return QStringLiteral("facebook"); }

    Attempt publish(const authorisation::Authorisation<Realm::Real> &authorisation) override
    {
        const auto line = authorisation.manifestSha256().toLatin1() + '\n';
        const auto file =
            ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const auto posted = ::write(file, line.constData(), static_cast<std::size_t>(line.size())) == line.size();
        ::close(file);
        return posted ? found() : Attempt{};
    }

    Attempt lookUp(const authorisation::Authorisation<Realm::Real> &authorisation) override
    {
        if (m_manner == QLatin1String("silent"))
            return {};
        QFile file(m_path);
        const auto known = m_manner == QLatin1String("findable") && file.open(QIODevice::ReadOnly) &&
                           file.readAll().contains(authorisation.manifestSha256().toLatin1());
        return known ? found() : Attempt{State::Failed, {}, QStringLiteral("absent"), std::chrono::seconds(0)};
    }

private:
    static Attempt found() { return {State::Published, QStringLiteral("https://network.example/1"), {}, {}}; }
    QString m_path;
    QString m_manner;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    auto folder = deployment::DataFolder::open(arguments.value(1));
    auto store = folder ? storage::Store::open(folder->database()) : tl::unexpected(folder.error());
    auto blobs = folder ? storage::FileBlobs::open(folder->blobs()) : tl::unexpected(folder.error());
    if (!store || !blobs)
        return 1;
    publication::Publisher publisher(**store, *blobs, deployment::systemNow);
    publisher.add<Realm::Real>(std::make_unique<Network>(arguments.value(2), arguments.value(3)));
    return publisher.recover() && publisher.publishWaiting() && publisher.lookForUncertain() ? 0 : 1;
}
