// SPDX-License-Identifier: EUPL-1.2
#include "app/enrolment/enrolment.h"

#include "app/composition/content.h"
#include "app/enrolment/enrolment_contact.h"
#include "app/enrolment/qr_code.h"
#include "app/ports/camera.h"
#include "app/session/session.h"

#include <QVideoSink>

namespace astreinte::app {

Enrolment::Enrolment(EnrolmentContact &contact, const Session &session, Camera &camera, QObject *parent)
    : QObject(parent), m_contact(contact), m_session(session), m_camera(camera)
{
    connect(&contact, &EnrolmentContact::changed, this, [this] {
        m_problem = m_contact.failure() ? m_contact.failure()->userText() : QString();
        Q_EMIT changed();
    });
    connect(&contact, &EnrolmentContact::confirmed, this, &Enrolment::confirmed);
    connect(&session, &Session::changed, this, &Enrolment::changed);
    connect(&camera, &Camera::frame, this, &Enrolment::scanFrame);
    connect(&camera, &Camera::changed, this, &Enrolment::changed);
}

Enrolment::~Enrolment() = default;

QString Enrolment::origin() const
{
    if (m_contact.invitation())
        return m_contact.invitation()->origin;
    return m_session.identity() ? m_session.identity()->origin : QString();
}

QString Enrolment::digits() const
{
    return m_contact.digits();
}

QString Enrolment::state() const
{
    switch (m_contact.state()) {
    case EnrolmentContact::State::Idle:
        return QStringLiteral("idle");
    case EnrolmentContact::State::Contacting:
        return QStringLiteral("contacting");
    case EnrolmentContact::State::Waiting:
        return QStringLiteral("waiting");
    case EnrolmentContact::State::Confirmed:
        return QStringLiteral("confirmed");
    case EnrolmentContact::State::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QString Enrolment::personName() const
{
    return m_session.personName();
}

QString Enrolment::roleLabel() const
{
    return m_session.roleLabel();
}

bool Enrolment::busy() const
{
    return m_contact.state() == EnrolmentContact::State::Contacting;
}

void Enrolment::readText(const QString &text)
{
    if (!m_contact.read(text))
        return;
    setScanning(false);
    Q_EMIT invitationRead();
}

void Enrolment::enrol(const QString &deviceLabel)
{
    const auto label = deviceLabel.simplified().normalized(QString::NormalizationForm_C);
    m_contact.enrol(label.isEmpty() ? tr("Phone") : label);
}

void Enrolment::startAgain()
{
    m_contact.reset();
    m_problem.clear();
    Q_EMIT changed();
}

void Enrolment::setScanning(bool scanning)
{
    if (m_scanning == scanning)
        return;
    m_scanning = scanning;
    if (scanning) {
        m_camera.start(qobject_cast<QVideoSink *>(m_videoSink));
        if (const auto trouble = m_camera.problem())
            m_problem = trouble->userText();
    } else {
        m_camera.stop();
    }
    m_camera.setScanning(scanning);
    Q_EMIT changed();
}

void Enrolment::setVideoSink(QObject *value)
{
    if (m_videoSink == value)
        return;
    m_videoSink = value;
    if (m_scanning)
        m_camera.start(qobject_cast<QVideoSink *>(value));
    Q_EMIT changed();
}

void Enrolment::scanFrame(const QImage &image)
{
    if (!m_scanning)
        return;
    // A code of something else in the picture is no reason to complain at every frame.
    if (const auto text = readQrCode(image); submission::Invitation::fromText(text))
        readText(text);
}

} // namespace astreinte::app
