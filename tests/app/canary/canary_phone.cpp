// SPDX-License-Identifier: EUPL-1.2
// A phone whose memory is looked at from outside. It reads a canary text and a canary picture from its standard input,
// puts both into a capture, and says on its standard output what it has done, waiting for a line after each step.
#include "tests/app/phone.h"

#include "app/session/memory_guard.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <cstdio>
#include <sys/prctl.h>
#include <unistd.h>

using namespace astreinte;
using namespace astreinte::tests;

namespace {

QByteArray exactly(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qsizetype at = 0; at < size;) {
        const auto got = ::read(0, bytes.data() + at, size_t(size - at));
        if (got <= 0)
            ::_exit(9);
        at += got;
    }
    return bytes;
}

qsizetype number()
{
    qsizetype value = 0;
    for (char c = exactly(1)[0]; c != '\n'; c = exactly(1)[0])
        value = value * 10 + (c - '0');
    return value;
}

void step(const char *name)
{
    QCoreApplication::processEvents();
    std::printf("%s\n", name);
    std::fflush(stdout);
    (void)exactly(1); // goes on when it is told to
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsSet("CANARY_PRIVATE"))
        app::keepMemoryPrivate(); // as the application does, first thing
    else
        ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // this once, so that the test may look
    QGuiApplication application(argc, argv);
    Phone phone;
    std::printf("folder %s\n", qPrintable(phone.folder()));
    std::fflush(stdout);
    if (!phone.enrolOffline())
        return 1;
    phone.app().composer()->begin(QStringLiteral("proposal"));
    phone.app().composer()->selectTemplate(QStringLiteral("premier-message"));
    {
        const auto text = exactly(number());
        const auto picture = exactly(number());
        phone.camera->picture = picture;
        QSignalSpy taken(phone.app().capture(), &app::CaptureDesk::photoTaken);
        phone.app().capture()->shutter();
        if (!QTest::qWaitFor([&] { return taken.count() == 1; }, 20'000))
            return 2;
        phone.camera->picture.clear();
        phone.app().capture()->setAlt(taken.first().first().toString(), QStringLiteral("fr"), QString::fromUtf8(text));
        phone.app().composer()->setValue(QStringLiteral("evenement"), QString::fromUtf8(text));
    }
    step("open");
    phone.app().session()->lock();
    step("locked");
    if (!phone.unlock())
        return 3;
    step("open again");
    phone.app().session()->lock();
    step("locked again");
    phone.app().session()->eraseEverything();
    step("erased");
    return 0;
}
