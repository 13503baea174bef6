// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/phone.h"

#include <QCommandLineParser>
#include <QGuiApplication>
#include <QTest>
#include <cstdio>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

constexpr int patience = 120'000; // ms
constexpr int mostWaiting = 4;    // submissions made ahead of the network

// One line, out at once: what has been said was done before it was said.
void say(const QString &line)
{
    std::puts(line.toUtf8().constData());
    std::fflush(stdout);
}

int failed(Phone &phone, const char *what)
{
    say(QStringLiteral("failed %1: %2 %3 %4")
            .arg(QLatin1String(what), phone.app().session()->problem(), phone.app().enrolment()->problem(),
                 phone.problems().join(QLatin1Char(' '))));
    return 1;
}

int enrol(Phone &phone, const QString &invitation)
{
    if (!phone.choosePin())
        return failed(phone, "PIN");
    const auto digits = phone.enrol(invitation);
    if (digits.isEmpty())
        return failed(phone, "enrolment");
    say(QStringLiteral("digits ") + digits);
    const bool ready = QTest::qWaitFor([&] { return phone.app().stage() == app::FieldApp::Ready; }, patience);
    return ready ? 0 : failed(phone, "confirmation");
}

int waiting(Phone &phone)
{
    return phone.app().link()->waiting();
}

// What a kill left on the phone: submissions with how many photos each, then the drafts' photos.
void tellWhatIsThere(Phone &phone)
{
    auto *items = phone.app().outbox()->items();
    while (items->canFetchMore({})) // as someone who scrolls to the end
        items->fetchMore({});
    for (const auto &row : items->rows())
        say(QStringLiteral("item %1 %2 %3")
                .arg(row.value(QStringLiteral("submissionId")).toString(),
                     row.value(QStringLiteral("state")).toString())
                .arg(row.value(QStringLiteral("photoCount")).toInt()));
    for (const auto &row : phone.app().home()->drafts()->rows()) {
        phone.app().composer()->resume(row.value(QStringLiteral("draftId")).toString());
        for (const auto &photo : phone.app().capture()->photos()->rows())
            say(QStringLiteral("draft-photo ") + photo.value(QStringLiteral("photoId")).toString());
    }
    say(QStringLiteral("told"));
}

bool makeOne(Phone &phone, int number)
{
    auto *composer = phone.app().composer();
    if (const auto drafts = phone.app().home()->drafts()->rows(); !drafts.isEmpty())
        composer->resume(drafts.first().value(QStringLiteral("draftId")).toString());
    else
        composer->begin(QStringLiteral("proposal"));
    QString photo;
    if (phone.app().capture()->photos()->count() == 0) {
        const bool large = number % 5 == 0;
        photo = phone.takePublishablePhoto(jpegPicture(large ? QSize(1800, 1400) : QSize(640, 480), number));
        if (photo.isEmpty())
            return false;
        say(QStringLiteral("photo ") + photo);
    } else {
        photo = phone.app().capture()->photos()->rows().first().value(QStringLiteral("photoId")).toString();
        // A kill may have come between the photo and its answers.
        phone.answerRights(photo);
    }
    if (!phone.fillFirstMessage())
        return false;
    composer->setValue(QStringLiteral("secteur"), QStringLiteral("zone %1").arg(number));
    const auto id = phone.submit();
    if (id.isEmpty())
        return false;
    say(QStringLiteral("submitted %1 %2").arg(id, photo));
    return true;
}

int work(Phone &phone, int number)
{
    for (;;) {
        if (waiting(phone) < mostWaiting) {
            if (!makeOne(phone, number++))
                return failed(phone, "submission");
        }
        QTest::qWait(5);
    }
}

int drain(Phone &phone)
{
    const bool empty = QTest::qWaitFor([&] { return waiting(phone) == 0; }, patience);
    tellWhatIsThere(phone);
    return empty ? 0 : failed(phone, "drain");
}

} // namespace

// The application's real object graph on a folder that outlives it, without its screens: makes submissions for ever, or
// sends what is left. It is there to be killed.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption folder(QStringLiteral("folder"), {}, QStringLiteral("path"));
    const QCommandLineOption invitation(QStringLiteral("enrol"), {}, QStringLiteral("invitation"));
    const QCommandLineOption number(QStringLiteral("number"), {}, QStringLiteral("first"));
    const QCommandLineOption last(QStringLiteral("drain"));
    parser.addOptions({folder, invitation, number, last});
    parser.process(application);
    Phone phone({}, parser.value(folder));
    if (parser.isSet(invitation))
        return enrol(phone, parser.value(invitation));
    if (!phone.unlock())
        return failed(phone, "unlock");
    say(QStringLiteral("unlocked"));
    return parser.isSet(last) ? drain(phone) : work(phone, parser.value(number).toInt());
}
