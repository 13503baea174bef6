// SPDX-License-Identifier: EUPL-1.2
#include "tests/app/two_sided/stage.h"

#include <QTest>

namespace astreinte::tests {

TwoSidedStage::TwoSidedStage()
{
    plan->path = QStringLiteral("/v1/submissions");
    proxy = std::make_unique<ChaosProxy>(port);
}

bool TwoSidedStage::set()
{
    if (!proxy->listen(QHostAddress::LocalHost))
        return false;
    server = std::make_unique<ServerProcess>(port, proxy->serverPort());
    if (!server->prepare() || !server->start()) {
        qWarning() << server->problem();
        return false;
    }
    officer = std::make_unique<Phone>([plan = plan] { return std::make_unique<UnrulyTransport>(plan); });
    return true;
}

bool TwoSidedStage::restartServer()
{
    server->kill();
    const bool started = server->start();
    proxy->cutAll();
    return started;
}

bool TwoSidedStage::enrol(Phone &phone, const QString &person)
{
    const auto digits = phone.choosePin() ? phone.enrol(server->invite(person)) : QString();
    if (digits.size() == 7 && server->confirm(digits) &&
        QTest::qWaitFor([&] { return phone.app().stage() == app::FieldApp::Ready; }, patience))
        return true;
    qWarning() << digits << server->problem() << phone.app().session()->problem() << phone.app().enrolment()->problem()
               << phone.app().link()->problem();
    return false;
}

QVariantMap TwoSidedStage::row(Phone &phone, const QString &id)
{
    return phone.app().outbox()->items()->find(id);
}

bool TwoSidedStage::reaches(Phone &phone, const QString &id, const QString &state)
{
    const bool reached =
        QTest::qWaitFor([&] { return row(phone, id).value(QStringLiteral("state")).toString() == state; }, patience);
    if (!reached)
        qWarning() << row(phone, id);
    return reached;
}

} // namespace astreinte::tests
