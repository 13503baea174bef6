// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "app/capture/consent.h"
#include "app/rows.h"

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace astreinte::app {

class Clock;
class Content;
class PhotoShelf;
class Session;
struct Photo;

// The consent form of one photo: its blanks, the words read to the person, the signatures. Nothing is kept before
// everyone who must sign has signed; then it is sealed with the photo.
class ConsentDesk : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(QString title READ title NOTIFY changed)
    // key, label, value, missing
    Q_PROPERTY(astreinte::app::Rows *fields READ fields CONSTANT)
    // regionId, label, covered: the persons or things on the photo that this form is about
    Q_PROPERTY(astreinte::app::Rows *regions READ regions CONSTANT)
    // The form with its blanks filled in; empty while one is missing.
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    Q_PROPERTY(bool forMinor READ forMinor NOTIFY changed)
    Q_PROPERTY(QString minorNote READ minorNote NOTIFY changed)
    Q_PROPERTY(bool oneHolder READ oneHolder WRITE setOneHolder NOTIFY changed)
    Q_PROPERTY(int signaturesNeeded READ signaturesNeeded NOTIFY changed)
    Q_PROPERTY(int signaturesGiven READ signaturesGiven NOTIFY changed)
    Q_PROPERTY(bool canSign READ canSign NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    ConsentDesk(PhotoShelf &shelf, const Content &content, const Session &session, const Clock &clock,
                QObject *parent = nullptr);
    ~ConsentDesk() override;

    [[nodiscard]] QString title() const;
    [[nodiscard]] Rows *fields() const { return m_fields; }
    [[nodiscard]] Rows *regions() const { return m_regions; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString language() const { return m_form.language; }
    void setLanguage(const QString &language);
    [[nodiscard]] bool forMinor() const { return m_form.forMinor; }
    [[nodiscard]] QString minorNote() const;
    [[nodiscard]] bool oneHolder() const { return m_form.oneHolder; }
    void setOneHolder(bool alone);
    [[nodiscard]] int signaturesNeeded() const { return m_form.forMinor && !m_form.oneHolder ? 2 : 1; }
    [[nodiscard]] int signaturesGiven() const { return int(m_form.signatures.size()); }
    [[nodiscard]] bool canSign() const;
    [[nodiscard]] QString problem() const { return m_problem; }

    // `requirementId`: "consent-person", "consent-guardian" (then for a minor), "consent-occupant".
    Q_INVOKABLE void begin(const QString &photoId, const QString &requirementId);
    Q_INVOKABLE void setField(const QString &key, const QString &value);
    Q_INVOKABLE void cover(const QString &regionId, bool covered);
    // Each stroke a list of points, fractions of the signing area. Refused when it is only a dot.
    Q_INVOKABLE void sign(const QString &name, const QVariantList &strokes);
    // For who cannot draw: how the agreement was given, in the officer's words.
    Q_INVOKABLE void signWithout(const QString &name, const QString &how);
    // Keeps the signed form with the photo; the regions it covers are shown from the next blurring on.
    Q_INVOKABLE void finish();

    // The persons take their agreements back: the boxes hide again at once.
    Q_INVOKABLE void withdraw(const QString &photoId);

Q_SIGNALS:
    void changed();
    // Taken back: wherever the photo was published, it has to be taken down.
    void withdrawn(const QString &photoId);
    // The form is sealed with its photo.
    void signedFor(const QString &photoId);

private:
    void show();
    void showRegions(const Photo &photo);
    void add(const ConsentSignature &signature);
    [[nodiscard]] QMap<QString, QString> values() const;
    [[nodiscard]] QJsonObject wording() const;
    void proposeValues(const Photo &photo);

    PhotoShelf &m_shelf;
    const Content &m_content;
    const Session &m_session;
    const Clock &m_clock;
    QString m_photoId;
    QString m_requirement;
    Consent m_form;
    Rows *m_fields;
    Rows *m_regions;
    QString m_problem;
};

} // namespace astreinte::app
