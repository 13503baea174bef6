// SPDX-License-Identifier: EUPL-1.2
#include "tests/link/enrolled_phone.h"

#include <QGuiApplication>
#include <QProcess>
#include <QTest>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr quint32 seed = 20261123;
constexpr int rateKbit = 4000; // a rural 4G cell at its edge
constexpr auto inside = "ASTREINTE_SHAPED";

// A network of its own whose loopback carries this much and no more. Packets as on a real link: 1,500 bytes.
QString shapedNetwork()
{
    return QStringLiteral("ip link set lo mtu 1500 up && "
                          "tc qdisc add dev lo root tbf rate %1kbit burst 32kb latency 400ms")
        .arg(rateKbit);
}

int run(const QStringList &arguments, QByteArray *said = nullptr)
{
    QProcess process;
    process.setProcessChannelMode(said == nullptr ? QProcess::ForwardedChannels : QProcess::MergedChannels);
    process.start(arguments.first(), arguments.mid(1));
    if (!process.waitForFinished(-1))
        return -1;
    if (said != nullptr)
        *said = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

} // namespace

// The phone and the real server over a link whose rate the kernel shapes, in a network namespace of their own. The
// outer process makes it and starts this very test again inside.
class TestShaped : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void a_slow_link_carries_everything_once();
};

void TestShaped::a_slow_link_carries_everything_once()
{
    if (!qEnvironmentVariableIsSet(inside)) {
        QByteArray said;
        const QStringList probe{QStringLiteral("unshare"), QStringLiteral("--map-root-user"), QStringLiteral("--net"),
                                QStringLiteral("sh"), QStringLiteral("-c")};
        if (run(probe + QStringList{shapedNetwork()}, &said) != 0)
            QSKIP(QByteArray("no network namespace with a shaped rate here: " + said.trimmed()).constData());
        const auto again =
            shapedNetwork() +
            QStringLiteral(" && %1=1 exec \"%2\"").arg(QLatin1String(inside), QCoreApplication::applicationFilePath());
        QCOMPARE(run(probe + QStringList{again}), 0);
        return;
    }
    EnrolledPhone stage(seed);
    QVERIFY(stage.set());
    stage.phone->kill();
    stage.proxy.forgetCounts();
    const auto picture = noisePicture({1600, 1200}, 1);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(stage.upload(picture), QString());
    const double seconds = double(timer.elapsed()) / 1000;
    const auto wire = stage.proxy.bytesUp() + stage.proxy.bytesDown();
    qInfo("payload %lld bytes, wire %lld bytes, %.1f s: %.0f kbit/s of %d", (long long)picture.size(), (long long)wire,
          seconds, double(wire) * 8 / 1000 / seconds, rateKbit);
    // The link is as slow as it was told to be: each byte crosses it twice, before and behind the proxy.
    QVERIFY(seconds >= double(wire) * 2 * 8 / 1000 / rateKbit * 0.8);
    QCOMPARE(stage.failures, 0); // slow is no failure
    QCOMPARE(stage.transport.partBytes, qint64(picture.size()));
    QVERIFY2(double(wire) <= 1.02 * double(picture.size()), QByteArray::number(wire));

    // The whole application: a message with a photo and one without, each once.
    auto &phone = *stage.phone;
    phone.start();
    QVERIFY(phone.unlock());
    QVERIFY(!phone.takePublishablePhoto(jpegPicture({1600, 1200}, 7)).isEmpty());
    QVERIFY(phone.fillFirstMessage());
    const auto withPhoto = phone.submit();
    QVERIFY(phone.fillFirstMessage());
    const auto text = phone.submit();
    const auto state = [&](const QString &id) {
        return phone.app().outbox()->items()->find(id).value(QStringLiteral("state")).toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(state(withPhoto), QStringLiteral("received"), EnrolledPhone::patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(text), QStringLiteral("received"), EnrolledPhone::patience);
    QCOMPARE(stage.server->count(QStringLiteral("SELECT count(*) FROM revision")), 2);
    QCOMPARE(stage.server->count(QStringLiteral("SELECT count(*) FROM blob")), 2);
}

QTEST_MAIN(TestShaped)
#include "tst_shaped.moc"
