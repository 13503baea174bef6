// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <QImage>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>
#include <memory>

namespace astreinte::app {

class Camera;
class EnrolmentContact;
class Session;

// The first contact with the prefecture's server: invitation, seven digits, confirmation.
class Enrolment : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString origin READ origin NOTIFY changed)
    Q_PROPERTY(QString digits READ digits NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString personName READ personName NOTIFY changed)
    Q_PROPERTY(QString roleLabel READ roleLabel NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(bool scanning READ scanning WRITE setScanning NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QObject *videoSink READ videoSink WRITE setVideoSink NOTIFY changed)

public:
    Enrolment(EnrolmentContact &contact, const Session &session, Camera &camera, QObject *parent = nullptr);
    ~Enrolment() override;

    [[nodiscard]] QString origin() const;
    [[nodiscard]] QString digits() const;
    [[nodiscard]] QString state() const;
    [[nodiscard]] QString personName() const;
    [[nodiscard]] QString roleLabel() const;
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool scanning() const { return m_scanning; }
    void setScanning(bool value);
    [[nodiscard]] bool busy() const;
    [[nodiscard]] QObject *videoSink() const { return m_videoSink; }
    void setVideoSink(QObject *value);

    Q_INVOKABLE void readText(const QString &text);
    Q_INVOKABLE void enrol(const QString &deviceLabel);
    Q_INVOKABLE void startAgain();
    // A frame of the camera that may show the code.
    void scanFrame(const QImage &image);

Q_SIGNALS:
    void changed();
    void confirmed();
    void invitationRead();

private:
    EnrolmentContact &m_contact;
    const Session &m_session;
    Camera &m_camera;
    QString m_problem;
    bool m_scanning = false;
    QObject *m_videoSink = nullptr;
};

} // namespace astreinte::app
