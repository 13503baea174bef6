// SPDX-License-Identifier: EUPL-1.2
#include "core/submission/invitation.h"
#include "core/submission/uuid7.h"

#include <QSet>
#include <QtTest>
#include <thread>

using namespace astreinte;
using namespace astreinte::submission;

class Identity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reproducesTheExampleOfRfc9562();
    void refusesOtherUuids();
    void increasesWithinAMillisecondAndBackwards();
    void increasesAcrossThreads();
    void saysWhenThereIsNoRandomness();
    void readsItsOwnInvitation();
    void refusesOtherInvitations_data();
    void refusesOtherInvitations();
    void showsSevenDigits();
};

// RFC 9562, appendix A.6: 2022-02-22T19:22:22Z, rand_a 0xCC3 (0x4C3 here, our counter's highest bit starts at 0),
// rand_b 0x18C4DC0C0C07398F.
void Identity::reproducesTheExampleOfRfc9562()
{
    const auto clock = [] { return signature::Instant(std::chrono::milliseconds(0x017F22E279B0)); };
    const auto random = [](qsizetype count) -> Result<QByteArray> {
        return QByteArray::fromHex("0cc398c4dc0c0c07398f").first(count);
    };
    const auto id = Uuid7Source(clock, random).next();
    QVERIFY(id);
    QCOMPARE(id->text(), QStringLiteral("017f22e2-79b0-74c3-98c4-dc0c0c07398f"));
    const auto published = Uuid7::parse(u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    QVERIFY(published);
    QCOMPARE(signature::toText(published->createdAt()), QStringLiteral("2022-02-22T19:22:22.000Z"));
    QCOMPARE(published->bytes().toHex(), QByteArray("017f22e279b07cc398c4dc0c0c07398f"));
}

void Identity::refusesOtherUuids()
{
    for (const auto *text : {u"", u"017F22E2-79B0-7CC3-98C4-DC0C0C07398F", u"017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
                             u"017f22e2-79b0-7cc3-c8c4-dc0c0c07398f", u"017f22e279b07cc398c4dc0c0c07398f",
                             u"{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", u"017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                             u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f ", u"../../../../../../../../../etc/passwd"})
        QVERIFY(!Uuid7::parse(QStringView(text)));
}

void Identity::increasesWithinAMillisecondAndBackwards()
{
    qint64 now = 1'000'000;
    Uuid7Source source([&] { return signature::Instant(std::chrono::milliseconds(now)); });
    auto last = *source.next();
    for (int i = 0; i < 10'000; ++i) { // more than the 4,096 steps of the counter
        const auto next = *source.next();
        QVERIFY(last < next);
        last = next;
    }
    now -= 3'600'000;
    const auto back = *source.next();
    QVERIFY(last < back);
    now += 7'200'000;
    QVERIFY(back < *source.next());
}

void Identity::increasesAcrossThreads()
{
    Uuid7Source source;
    std::array<QList<Uuid7>, 4> made;
    std::vector<std::thread> threads;
    for (auto &list : made)
        threads.emplace_back([&source, &list] {
            for (int i = 0; i < 2000; ++i)
                list.append(*source.next());
        });
    for (auto &thread : threads)
        thread.join();
    QSet<QString> all;
    for (const auto &list : made) {
        QVERIFY(std::is_sorted(list.begin(), list.end()));
        for (const auto &id : list)
            all.insert(id.text());
    }
    QCOMPARE(all.size(), 8000);
}

void Identity::saysWhenThereIsNoRandomness()
{
    Uuid7Source source({}, [](qsizetype) -> Result<QByteArray> { return fail(Reason::Internal); });
    QVERIFY(!source.next());
}

namespace {

const Invitation invitation{
    QStringLiteral("https://astreinte.example:8443"),
    QString(22, QLatin1Char('A')),
    {QString(43, QLatin1Char('A')), QStringLiteral("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")},
    QStringLiteral("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")};

} // namespace

void Identity::readsItsOwnInvitation()
{
    const auto text = invitation.toText();
    QCOMPARE(text,
             QStringLiteral("astreinte://enrol?v=1&o=https%3A%2F%2Fastreinte.example%3A8443&c=AAAAAAAAAAAAAAAAAAAAAA"
                            "&p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                            "&p=0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
                            "&k=0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"));
    const auto read = Invitation::fromText(QStringLiteral("  ") + text + QLatin1Char('\n'));
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(*read, invitation);
}

void Identity::refusesOtherInvitations_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const char *from, const char *to,
                        Reason reason = Reason::MalformedInvitation) {
        QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(to) << reason;
    };
    row("newer", "v=1", "v=2", Reason::UnknownVersion);
    row("no version", "v=1&", "");
    row("two versions", "v=1", "v=1&v=1");
    row("another scheme", "astreinte://", "https://");
    row("http", "https%3A", "http%3A");
    row("user", "%2F%2Fastreinte", "%2F%2Fevil%40astreinte");
    row("path", "8443", "8443%2Fa");
    row("slash", "8443", "8443%2F");
    row("no host", "astreinte.example%3A8443", "");
    row("short code", "c=A", "c=");
    row("code with other bits", "c=AAAAAAAAAAAAAAAAAAAAAA", "c=AAAAAAAAAAAAAAAAAAAAAB");
    row("no pin", "p=", "q=");
    row("short pin", "p=AA", "p=A");
    row("three pins", "&k=", "&p=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&k=");
    row("no key", "&k=", "&kk=");
    row("something else", "&k=", "&x=1&k=");
    row("everything else", "astreinte://enrol?", "<script>alert(1)</script>");
}

void Identity::refusesOtherInvitations()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(Reason, reason);
    auto text = invitation.toText();
    QVERIFY(text.contains(from));
    const auto read = Invitation::fromText(text.replace(from, to));
    QVERIFY(!read);
    QCOMPARE(read.error().reason, reason);
}

// printf 'enrolment\0welcome' | sha256sum, first 16 digits modulo 10000000, by hand.
void Identity::showsSevenDigits()
{
    QCOMPARE(comparisonDigits("enrolment", "welcome"), QStringLiteral("3166155"));
    QVERIFY(comparisonDigits("enrolment", "welcome") != comparisonDigits("enrolmentw", "elcome"));
}

QTEST_APPLESS_MAIN(Identity)
#include "tst_identity.moc"
