// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/submissions/crowd.h"
#include "tests/bench/submissions/past.h"
#include "tests/bench/submissions/published.h"
#include "tests/bench/submissions/requests.h"
#include "tests/server/database.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSslConfiguration>
#include <QTextStream>
#include <ctime>

// What a million stored submissions change: two whole servers in this process, one that has received, published and
// seen expire a thousand submissions before, the other a million (or as many as the first argument says). Each is asked
// the same in turn, round after round, so that what else the machine does meets both: signed submissions, a notice to
// listening phones, and the way from the authority's signature to the public page. Medians, and the ratio of the two.
// ASTREINTE_TEST_DATABASE=postgresql: the same on PostgreSQL, with fsync.

namespace {

using namespace astreinte;

constexpr int phones = 32;
constexpr int onTheWay = 4;
constexpr int listening = 100;
constexpr int patience = 30'000; // milliseconds

std::chrono::nanoseconds processTime()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// The officer's phones on one server, waiting for news.
class Listeners
{
public:
    explicit Listeners(tests::Stage &stage)
    {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromData(stage.prefecture.authorityPem()));
        const auto port = stage.prefecture.port();
        for (int i = 0; i < listening; ++i) {
            auto &phone = m_phones.emplace_back(std::make_unique<QSslSocket>());
            phone->setSslConfiguration(configuration);
            phone->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
            if (!phone->waitForEncrypted(patience))
                qFatal("a listener did not connect");
            auto request = "GET /v1/notices HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n";
            for (const auto &[name, value] : stage.officer->signedHeaders("GET", "/v1/notices", {}, {}))
                request += name + ": " + value + "\r\n";
            phone->write(request + "\r\n");
            awaitOne(*phone, "retry: ");
        }
    }
    void awaitAll(const QByteArray &mark)
    {
        for (auto &phone : m_phones)
            awaitOne(*phone, mark);
    }

private:
    static void awaitOne(QSslSocket &phone, const QByteArray &mark)
    {
        QByteArray received = phone.readAll();
        while (!received.contains(mark)) {
            if (!phone.waitForReadyRead(patience))
                qFatal("a listener heard nothing");
            received += phone.readAll();
        }
    }
    std::vector<std::unique_ptr<QSslSocket>> m_phones;
};

// One server, and what was measured of it.
struct Subject
{
    tests::Stage stage;
    std::unique_ptr<tests::Connection> reader;
    tests::Times submission; // of wall time, for each
    tests::Times processor;  // of processor time, for each, the client's apart
    tests::Times notice;
    tests::Times published;

    void begin(qint64 stored)
    {
        if (!stage.set())
            qFatal("the server did not start");
        tests::remember(*stage.prefecture.service().store, stored);
        reader = std::make_unique<tests::Connection>(stage.prefecture.port(), stage.prefecture.authorityPem());
    }
    void submit(int each)
    {
        const auto requests = tests::preparedRequests(stage, phones, each);
        tests::Crowd crowd(stage.prefecture.port(), phones);
        const auto processorAtFirst = processTime();
        const auto outcome = crowd.send(requests, onTheWay);
        const auto used = processTime() - processorAtFirst - outcome.ownProcessorTime;
        if (outcome.other > 0)
            qFatal("%d submissions failed", outcome.other);
        submission.milliseconds.push_back(static_cast<double>(outcome.elapsed.count()) / 1e6 / outcome.created);
        processor.milliseconds.push_back(static_cast<double>(used.count()) / 1e6 / outcome.created);
    }
    // From sending a submission until the last listener has heard of it.
    void hear(Listeners &listeners)
    {
        auto draft = stage.officer->draft();
        draft.incident.reset();
        const auto frozen = submission::Submission::freeze(draft).value();
        QElapsedTimer timer;
        timer.start();
        if (const auto reply = stage.officer->submit(frozen); reply.status != 201)
            qFatal("not received: %d", reply.status);
        listeners.awaitAll(frozen.id().text().toLatin1());
        notice.milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    void publish() { published.milliseconds.push_back(tests::authoriseToPublished(stage, *reader)); }
};

// Each in turn, the second first in every other round; the first round warms up and does not count.
void inTurn(Subject &young, Subject &old, int rounds, const std::function<void(Subject &)> &act,
            std::initializer_list<tests::Times Subject::*> measured)
{
    for (int round = 0; round <= rounds; ++round) {
        act(round % 2 == 0 ? young : old);
        act(round % 2 == 0 ? old : young);
        if (round == 0)
            for (auto *subject : {&young, &old})
                for (const auto times : measured)
                    (subject->*times).milliseconds.clear();
    }
}

void print(const char *what, double young, double old, int digits)
{
    QTextStream out(stdout);
    out.setRealNumberNotation(QTextStream::FixedNotation);
    out.setRealNumberPrecision(digits);
    out << what << young << " ms, " << old << " ms, ratio ";
    out.setRealNumberPrecision(2);
    out << old / young << " (target 1.3)\n";
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("ASTREINTE_TEST_DURABLE", "yes");
    const QCoreApplication application(argc, argv);
    const auto asked = QCoreApplication::arguments().value(1).toLongLong();
    const qint64 many = asked > 0 ? asked : 1'000'000;
    Subject young;
    Subject old;
    young.begin(1000);
    old.begin(many);
    inTurn(young, old, 15, [](Subject &subject) { subject.submit(20); }, {&Subject::submission, &Subject::processor});
    {
        Listeners ofYoung(young.stage);
        Listeners ofOld(old.stage);
        inTurn(young, old, 100, [&](Subject &subject) { subject.hear(&subject == &young ? ofYoung : ofOld); },
               {&Subject::notice});
    }
    {
        const tests::InstalledPublisher first(young.stage);
        const tests::InstalledPublisher second(old.stage);
        inTurn(young, old, 30, [](Subject &subject) { subject.publish(); }, {&Subject::published});
    }
    QTextStream(stdout) << "with 1000 and with " << many << " stored submissions\n";
    print("a submission, of so many at once     ", young.submission.at(0.5), old.submission.at(0.5), 3);
    print("its processor time                   ", young.processor.at(0.5), old.processor.at(0.5), 3);
    print("a notice to the last of 100 phones   ", young.notice.at(0.5), old.notice.at(0.5), 1);
    print("authorise to published, median       ", young.published.at(0.5), old.published.at(0.5), 0);
    print("authorise to published, p95          ", young.published.at(0.95), old.published.at(0.95), 0);
    return 0;
}
