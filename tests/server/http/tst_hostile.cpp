// SPDX-License-Identifier: EUPL-1.2
// The server as a process of its own under hostile clients, over plain HTTP and over TLS: it stays under 64 MiB and
// answers an ordinary client within 100 ms (median of requests sent meanwhile).
#include "server/http/tls_identity.h"
#include "tests/server/http/probe_process.h"
#include "tests/server/http/tls_client.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <functional>
#include <sys/resource.h>
#include <thread>

using namespace astreinte;
using namespace astreinte::http;
using namespace astreinte::http_test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 memoryLimit = 64 * 1024; // KiB
constexpr double answerLimit = 100;       // ms

// The sanitizers' own memory is not the server's.
constexpr bool memoryCounts =
#ifdef __SANITIZE_ADDRESS__
    false;
#else
    true;
#endif

// An ordinary client that asks again and again while something else goes on.
class OrdinaryClient
{
public:
    OrdinaryClient(quint16 port, bool tls) : m_thread([this, port, tls] { run(port, tls); }) {}
    ~OrdinaryClient() { stop(); }
    void stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    [[nodiscard]] double median()
    {
        std::ranges::sort(m_times);
        return m_times.empty() ? 1e9 : m_times[m_times.size() / 2];
    }
    [[nodiscard]] int answers() const { return static_cast<int>(m_times.size()); }
    [[nodiscard]] int failures() const { return m_failures; }

private:
    void run(quint16 port, bool tls)
    {
        while (!m_stop) {
            QElapsedTimer timer;
            timer.start();
            bool answered = false;
            if (tls) {
                TlsClient client(port);
                answered = client.secured() && client.send(wireRequest("GET", "/", "Connection: close\r\n")) &&
                           client.readUntil("\r\n\r\n0").contains(" 200 ");
            } else {
                WireClient client(port);
                client.send(wireRequest("GET", "/", "Connection: close\r\n"));
                answered = client.reply().status == 200;
            }
            if (answered)
                m_times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            else
                ++m_failures;
            std::this_thread::sleep_for(10ms);
        }
    }
    std::atomic<bool> m_stop = false;
    std::vector<double> m_times;
    int m_failures = 0;
    std::thread m_thread;
};

} // namespace

class TestHostile : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    TlsIdentity m_identity;
    std::unique_ptr<ProbeProcess> m_probe;
    bool m_tls = false;

    void start(bool tls, QStringList arguments = {});
    // Runs the attack beside an ordinary client; then checks memory, answers, and that the process ends well.
    void endures(const std::function<void()> &attack);

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_probe.reset(); }
    void halfAGigabyteToAJsonRoute_data();
    void halfAGigabyteToAJsonRoute();
    void halfAGigabyteInChunks();
    void aHundredMegabytesOfHeader_data();
    void aHundredMegabytesOfHeader();
    void slowlorisInHeaders();
    void slowlorisInBodies_data();
    void slowlorisInBodies();
    void stalledHandshakes();
    void thousandsOfIdleConnections_data();
    void thousandsOfIdleConnections();
    void clientsThatVanish();
    void pipelinesThatNobodyReads();
    void ambiguousFramingFromACrowd();
    void manyUploadsAtOnce();
    void tenThousandListeners();
};

void TestHostile::initTestCase()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    const auto identity = openTlsIdentity(m_folder.filePath(QStringLiteral("tls")), {QStringLiteral("localhost")});
    QVERIFY(identity);
    m_identity = *identity;
}

void TestHostile::start(bool tls, QStringList arguments)
{
    m_tls = tls;
    if (tls)
        arguments << QStringLiteral("--tls") << m_identity.chainFile << m_identity.keyFile;
    m_probe = std::make_unique<ProbeProcess>(arguments);
    QVERIFY(m_probe->port() != 0);
}

void TestHostile::endures(const std::function<void()> &attack)
{
    OrdinaryClient ordinary(m_probe->port(), m_tls);
    std::this_thread::sleep_for(200ms);
    attack();
    std::this_thread::sleep_for(200ms);
    ordinary.stop();
    QVERIFY(m_probe->running());
    const qint64 peak = m_probe->residentPeak();
    const double median = ordinary.median();
    qInfo("peak %lld KiB, median answer %.2f ms of %d", peak, median, ordinary.answers());
    QVERIFY(ordinary.answers() >= 10);
    QCOMPARE(ordinary.failures(), 0);
    QVERIFY2(median < answerLimit, qPrintable(QString::number(median)));
    if (memoryCounts)
        QVERIFY2(peak > 0 && peak < memoryLimit, qPrintable(QString::number(peak)));
    QCOMPARE(m_probe->finish(), 0);
}

void TestHostile::halfAGigabyteToAJsonRoute_data()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
}

void TestHostile::halfAGigabyteToAJsonRoute()
{
    QFETCH(bool, tls);
    start(tls);
    endures([&] {
        const QByteArray header = "POST /json HTTP/1.1\r\nHost: test\r\nContent-Length: 524288000\r\n\r\n";
        const QByteArray piece(1024 * 1024, 'x');
        WireReply reply;
        if (tls) {
            TlsClient client(m_probe->port());
            client.send(header);
            for (int i = 0; i < 500 && client.send(piece); ++i) {
            }
            reply.status = client.readUntil("\r\n\r\n").mid(9, 3).toInt();
        } else {
            WireClient client(m_probe->port());
            client.send(header);
            for (int i = 0; i < 500 && client.send(piece); ++i) {
            }
            reply = client.reply();
        }
        QCOMPARE(reply.status, 413);
    });
}

void TestHostile::halfAGigabyteInChunks()
{
    start(false);
    endures([&] {
        WireClient client(m_probe->port());
        client.send(wireRequest("PATCH", "/v1/uploads/1", "Transfer-Encoding: chunked\r\n"));
        const QByteArray piece = "10000\r\n" + QByteArray(0x10000, 'x') + "\r\n";
        for (int i = 0; i < 8000 && client.send(piece); ++i) {
        }
        QCOMPARE(client.reply().status, 413);
    });
}

void TestHostile::aHundredMegabytesOfHeader_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("one field") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("many fields") << QByteArray("X-Field: value\r\n").repeated(65536);
    QTest::newRow("line ends") << QByteArray("\r\n").repeated(524288);
}

void TestHostile::aHundredMegabytesOfHeader()
{
    QFETCH(QByteArray, line);
    const bool empty = line.startsWith('\r'); // before the request line: passed over, until the deadline
    start(false);
    endures([&] {
        WireClient client(m_probe->port());
        client.send(empty ? QByteArray() : QByteArray("GET / HTTP/1.1\r\nHost: test\r\nX: "));
        for (int i = 0; i < 100 && client.send(line); ++i) {
        }
        const int status = empty ? 0 : client.reply().status;
        QCOMPARE(status, empty ? 0 : 431);
    });
}

void TestHostile::slowlorisInHeaders()
{
    start(false, {QStringLiteral("--header-deadline"), QStringLiteral("1500"),
                  QStringLiteral("--connections-per-address"), QStringLiteral("2000")});
    endures([&] {
        std::vector<WireClient> slow;
        for (int i = 0; i < 1000; ++i) {
            slow.emplace_back(m_probe->port());
            slow.back().send("GET / HTTP/1.1\r\nHost: test\r\n");
        }
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 2500) {
            for (WireClient &client : slow)
                client.send("X: y\r\n", 10ms);
            std::this_thread::sleep_for(300ms);
        }
        QVERIFY(std::ranges::all_of(slow, [](WireClient &client) { return client.closedByPeer(7s); }));
    });
}

void TestHostile::slowlorisInBodies_data()
{
    QTest::addColumn<int>("perAddress");
    QTest::newRow("all held") << 2000;
    QTest::newRow("usual share") << 512;
}

void TestHostile::slowlorisInBodies()
{
    QFETCH(int, perAddress);
    start(false, {QStringLiteral("--body-progress"), QStringLiteral("1500"),
                  QStringLiteral("--connections-per-address"), QString::number(perAddress)});
    endures([&] {
        std::vector<WireClient> slow;
        for (int i = 0; i < 1000; ++i) {
            slow.emplace_back(m_probe->port());
            slow.back().send("PATCH /v1/uploads/1 HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\n\r\nx");
        }
        QCOMPARE(slow.back().reply().status, 408);
        QVERIFY(std::ranges::all_of(slow, [](WireClient &client) { return client.closedByPeer(7s); }));
    });
}

void TestHostile::stalledHandshakes()
{
    start(true);
    endures([&] {
        std::vector<WireClient> stalled;
        for (int i = 0; i < 5000; ++i) {
            stalled.emplace_back(m_probe->port());
            QVERIFY(stalled.back().connected());
            if (i % 2)
                stalled.back().send(QByteArrayView("\x16\x03\x01\x02\x00\x01\x00", 7));
        }
        std::this_thread::sleep_for(1s);
    });
}

void TestHostile::thousandsOfIdleConnections_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("perAddress");
    QTest::newRow("plain, all held") << false << 6000;
    QTest::newRow("plain, usual share") << false << 512;
    QTest::newRow("TLS, usual share") << true << 512;
}

void TestHostile::thousandsOfIdleConnections()
{
    QFETCH(bool, tls);
    QFETCH(int, perAddress);
    start(tls, {QStringLiteral("--connections-per-address"), QString::number(perAddress)});
    endures([&] {
        std::vector<WireClient> idle;
        std::vector<std::unique_ptr<TlsClient>> secured;
        for (int i = 0; i < 5000; ++i) {
            if (tls && i % 10 == 0) {
                secured.push_back(std::make_unique<TlsClient>(m_probe->port()));
                QVERIFY(secured.back()->secured());
            } else {
                idle.emplace_back(m_probe->port());
                QVERIFY(idle.back().connected());
            }
        }
        std::this_thread::sleep_for(1s);
        if (perAddress > 5000)
            QVERIFY(std::ranges::none_of(idle, [](WireClient &client) { return client.closedByPeer(0ms); }));
    });
}

void TestHostile::clientsThatVanish()
{
    start(false);
    endures([&] {
        for (int i = 0; i < 300; ++i) {
            WireClient client(m_probe->port());
            client.send(wireRequest("GET", i % 3 ? "/slow" : "/events"));
            if (i % 2)
                client.reset();
        }
        for (int i = 0; i < 50; ++i) { // gone before a deferred answer
            WireClient client(m_probe->port());
            client.send(wireRequest("GET", "/later"));
            if (i % 2)
                client.reset();
        }
        for (int i = 0; i < 100; ++i) {
            WireClient client(m_probe->port());
            client.send("PATCH /v1/uploads/1 HTTP/1.1\r\nHost: test\r\nContent-Length: 4000000\r\n\r\n" +
                        QByteArray(50'000, 'x'));
            client.reset();
        }
        std::this_thread::sleep_for(1s);
    });
}

// A hundred clients each ask five hundred times at once and read nothing.
void TestHostile::pipelinesThatNobodyReads()
{
    start(false);
    endures([&] {
        std::vector<WireClient> clients;
        const auto many = wireRequest("GET", "/").repeated(500);
        for (int i = 0; i < 100; ++i)
            clients.emplace_back(m_probe->port()).send(many, 100ms);
        std::this_thread::sleep_for(1s);
    });
}

// What two parsers could frame in two ways is refused; half of the clients then say that they have no more.
void TestHostile::ambiguousFramingFromACrowd()
{
    start(false);
    endures([&] {
        std::vector<WireClient> clients;
        for (int i = 0; i < 300; ++i) {
            auto &client = clients.emplace_back(m_probe->port());
            client.send(i % 3 == 0
                            ? "POST /json HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"
                        : i % 3 == 1 ? "POST /json HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nhello"
                                     : "POST /json HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
                                       "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            if (i % 2)
                client.halfClose();
        }
        for (auto &client : clients) {
            const auto reply = client.reply();
            QVERIFY2(reply.status == 400 || reply.status == 501, QByteArray::number(reply.status));
            QVERIFY(reply.closes());
        }
    });
}

void TestHostile::manyUploadsAtOnce()
{
    start(false);
    endures([&] {
        std::vector<std::thread> phones;
        std::atomic<int> accepted = 0;
        for (int i = 0; i < 24; ++i) {
            phones.emplace_back([&] {
                WireClient client(m_probe->port());
                client.send(wireRequest("PATCH", "/v1/uploads/1", {}, QByteArray(4 * 1024 * 1024, 'x')));
                accepted += client.reply(false, 20s).status == 200;
            });
        }
        for (std::thread &phone : phones)
            phone.join();
        QCOMPARE(accepted, 24);
    });
}

void TestHostile::tenThousandListeners()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const int listeners = static_cast<int>(std::min<rlim_t>(10'000, limit.rlim_cur - 200));
    start(false, {QStringLiteral("--connections-per-address"), QStringLiteral("11000")});
    const qint64 before = m_probe->resident();
    std::vector<WireClient> phones;
    for (int i = 0; i < listeners; ++i) {
        phones.emplace_back(m_probe->port());
        QVERIFY(phones.back().send(wireRequest("GET", "/events")));
    }
    for (WireClient &phone : phones)
        QVERIFY(phone.readUntil("retry: 3000\n\n").endsWith("\n\n"));
    const double each = static_cast<double>(m_probe->resident() - before) / listeners;
    qInfo("%.1f KiB for each of %d listeners", each, listeners);
    if (memoryCounts)
        QVERIFY2(each < 20, qPrintable(QString::number(each)));
    QElapsedTimer timer;
    timer.start();
    WireClient publisher(m_probe->port());
    publisher.send(wireRequest("POST", "/publish", {}, "flood"));
    for (WireClient &phone : phones)
        QVERIFY(phone.readUntil("data: flood\n\n").endsWith("data: flood\n\n"));
    qInfo("the last of %d heard it after %lld ms", listeners, timer.elapsed());
    QVERIFY(timer.elapsed() < (memoryCounts ? 1000 : 5000));
    QCOMPARE(m_probe->finish(), 0);
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
