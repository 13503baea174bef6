// SPDX-License-Identifier: EUPL-1.2
#include "tests/core/alert/xmllint.h"
#include "tests/server/stage.h"

#include <QCryptographicHash>
#include <QXmlStreamReader>
#include <QtTest>

using namespace astreinte;
using submission::Submission;
using submission::SubmissionContent;

// What machines read of a message, from the phone to /cap/{id}.xml, over real sockets. The files are read by libxml2
// and by a reader that knows nothing of the writer.
class TestCap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void firstIsAnAlert();
    void laterOnesReferToWhatIsValid();
    void correctionRefersToItsTarget();
    void photoIsAResourceThatCanBeFetched();
    void withdrawalIsACancel();
    void expiredLeavesSiteAndFeeds();
    void goesOnlyWhereTheTemplateSaysSo();
    void feedsLinkTo();
    void sameBytesForEver();

private:
    std::unique_ptr<tests::Stage> m_stage;
    QString published(SubmissionContent draft);
    SubmissionContent withdrawalOf(const QString &target);
    tests::Reply file(const QString &id) { return m_stage->prefecture.page("/cap/" + id.toLatin1() + ".xml"); }
    QMultiMap<QString, QString> valuesOf(const QString &id);
    QString channelState(const QString &id, const QString &channel);
};

void TestCap::init()
{
    m_stage = std::make_unique<tests::Stage>();
    QVERIFY(m_stage->set());
}

QString TestCap::published(SubmissionContent draft)
{
    const auto frozen = m_stage->received(draft);
    const auto statement = m_stage->authority->statementOn(draft.id.text(), 1);
    if (!statement || m_stage->authority->decide(*statement).status != 201 || !m_stage->prefecture.publish())
        return {};
    return draft.id.text();
}

SubmissionContent TestCap::withdrawalOf(const QString &target)
{
    auto draft = m_stage->officer->draft();
    draft.action = submission::Action::Withdraw;
    draft.target = submission::SubmissionId::parse(target).value();
    draft.texts.clear();
    draft.messageTemplate.reset();
    draft.values = {};
    draft.incident.reset();
    return draft;
}

// Element name → texts, the last first; empty when the file is not there or libxml2 does not accept it.
QMultiMap<QString, QString> TestCap::valuesOf(const QString &id)
{
    const auto reply = file(id);
    const auto complaint = xmllint::complaint(reply.body, QLatin1String(xmllint::rules));
    QMultiMap<QString, QString> values;
    if (reply.status != 200 || !complaint.isEmpty()) {
        qWarning("%d %s", reply.status, complaint.constData());
        return values;
    }
    QXmlStreamReader reader(reply.body);
    QString element;
    while (!reader.atEnd())
        if (const auto token = reader.readNext(); token == QXmlStreamReader::StartElement)
            element = reader.name().toString();
        else if (token == QXmlStreamReader::Characters && !reader.isWhitespace())
            values.insert(element, reader.text().toString());
    return values;
}

QString TestCap::channelState(const QString &id, const QString &channel)
{
    const auto state = m_stage->prefecture.service().store->read([&](storage::Connection &connection) {
        return connection.one(
            "SELECT state || ' ' || COALESCE(url, '') FROM publication WHERE submission = ? AND "
            "channel = ?",
            [](const storage::Row &row) { return row.text(0); }, id, channel);
    });
    return state ? state->value_or(QStringLiteral("none")) : QStringLiteral("?");
}

void TestCap::firstIsAnAlert()
{
    const auto id = published(m_stage->officer->draft());
    QCOMPARE(file(id).header("content-type"), QByteArray("application/cap+xml"));
    const auto values = valuesOf(id);
    QCOMPARE(values.value(QStringLiteral("msgType")), QStringLiteral("Alert"));
    QCOMPARE(values.value(QStringLiteral("status")), QStringLiteral("Actual"));
    QCOMPARE(values.values(QStringLiteral("language")),
             QStringList({QStringLiteral("en-GB"), QStringLiteral("fr-FR")}));
    QVERIFY(!values.contains(QStringLiteral("references")));
    QVERIFY(values.values(QStringLiteral("value")).contains(QStringLiteral("36044")));
    QCOMPARE(values.values(QStringLiteral("circle")).size(), 2);
    QVERIFY(values.value(QStringLiteral("circle")).startsWith(QStringLiteral("46.8")));
    QCOMPARE(values.values(QStringLiteral("description")).last(),
             QStringLiteral("Crue de l’Indre à Châteauroux.\n\n• Éloignez-vous des berges."));
    QCOMPARE(values.value(QStringLiteral("web")), m_stage->prefecture.origin() + QStringLiteral("/messages/") + id);
    QCOMPARE(channelState(id, QStringLiteral("cap")), QStringLiteral("published ") + m_stage->prefecture.origin() +
                                                          QStringLiteral("/cap/") + id + QStringLiteral(".xml"));
    QCOMPARE(m_stage->officer->stateOf(id), QStringLiteral("published"));
    QVERIFY(!file(id).body.contains("officer-a") && !file(id).body.contains("authority-a"));
}

void TestCap::laterOnesReferToWhatIsValid()
{
    const auto first = m_stage->officer->draft();
    const auto firstId = published(first);
    auto second = m_stage->officer->draft();
    second.incident = first.incident;
    const auto secondId = published(second);
    auto elsewhere = m_stage->officer->draft(); // its own incident
    const auto elsewhereId = published(elsewhere);
    auto end = m_stage->officer->draft();
    end.incident = first.incident;
    end.messageTemplate = submission::TemplateRef{QStringLiteral("fin-alerte"), QStringLiteral("1.0.0")};
    end.agreements = {
        {QStringLiteral("decision_dos"), QStringLiteral("Le préfet"), end.createdAt, submission::Means::Phone}};
    const auto endId = published(end);
    const auto nameOf = [&](const QString &id) {
        const auto values = valuesOf(id);
        return QStringList{values.value(QStringLiteral("sender")), values.value(QStringLiteral("identifier")),
                           values.value(QStringLiteral("sent"))}
            .join(QLatin1Char(','));
    };
    QCOMPARE(valuesOf(secondId).value(QStringLiteral("msgType")), QStringLiteral("Update"));
    QCOMPARE(valuesOf(secondId).value(QStringLiteral("references")), nameOf(firstId));
    QCOMPARE(valuesOf(elsewhereId).value(QStringLiteral("msgType")), QStringLiteral("Alert"));
    const auto clear = valuesOf(endId);
    QCOMPARE(clear.value(QStringLiteral("msgType")), QStringLiteral("Update"));
    QCOMPARE(clear.value(QStringLiteral("responseType")), QStringLiteral("AllClear"));
    QCOMPARE(clear.value(QStringLiteral("urgency")), QStringLiteral("Past"));
    auto named = clear.value(QStringLiteral("references")).split(QLatin1Char(' '));
    auto expected = QStringList{nameOf(firstId), nameOf(secondId)};
    named.sort();
    expected.sort();
    QCOMPARE(named, expected);
    QCOMPARE(clear.value(QStringLiteral("incidents")), first.incident->id.text());
}

void TestCap::correctionRefersToItsTarget()
{
    const auto first = published(m_stage->officer->draft());
    auto correction = m_stage->officer->draft();
    correction.action = submission::Action::Correct;
    correction.target = submission::SubmissionId::parse(first).value();
    correction.incident.reset();
    const auto second = published(correction);
    QCOMPARE(valuesOf(second).value(QStringLiteral("msgType")), QStringLiteral("Update"));
    QVERIFY(valuesOf(second)
                .value(QStringLiteral("references"))
                .contains(valuesOf(first).value(QStringLiteral("identifier"))));
    QVERIFY(channelState(first, QStringLiteral("cap")).startsWith(QStringLiteral("corrected")));
}

// What a machine reads of the photo is what it then fetches: the file of the site, to the byte.
void TestCap::photoIsAResourceThatCanBeFetched()
{
    const auto picture = tests::pngPicture(7);
    auto draft = m_stage->officer->draft({picture});
    QCOMPARE(m_stage->officer->upload(draft.id, picture), 204);
    const auto alt = draft.photos.at(0).alt;
    const auto values = valuesOf(published(draft));
    QCOMPARE(values.values(QStringLiteral("uri")).size(), 2); // one in each language
    const auto uri = values.value(QStringLiteral("uri"));
    QVERIFY(uri.startsWith(m_stage->prefecture.origin() + QStringLiteral("/photos/")));
    const auto fetched = m_stage->prefecture.page(uri.mid(m_stage->prefecture.origin().size()).toLatin1());
    QCOMPARE(fetched.status, 200);
    QCOMPARE(fetched.body, picture);
    QCOMPARE(fetched.header("content-type"), values.value(QStringLiteral("mimeType")).toLatin1());
    QCOMPARE(values.value(QStringLiteral("size")).toLongLong(), picture.size());
    QCOMPARE(values.value(QStringLiteral("digest")).toLatin1(),
             QCryptographicHash::hash(picture, QCryptographicHash::Sha1).toHex());
    const auto said = values.values(QStringLiteral("resourceDesc"));
    QVERIFY(said.last().startsWith(alt.value(QStringLiteral("fr"))));
    QVERIFY(said.last().contains(draft.photos.at(0).licence) && said.last().contains(draft.photos.at(0).author));
}

void TestCap::withdrawalIsACancel()
{
    const auto id = published(m_stage->officer->draft());
    const auto identifier = valuesOf(id).value(QStringLiteral("identifier"));
    const auto withdrawal = published(withdrawalOf(id));
    QVERIFY(!withdrawal.isEmpty());
    QCOMPARE(file(id).status, 410);
    const auto cancel = valuesOf(withdrawal);
    QCOMPARE(cancel.value(QStringLiteral("msgType")), QStringLiteral("Cancel"));
    QVERIFY(cancel.value(QStringLiteral("references")).contains(identifier));
    QVERIFY(!cancel.value(QStringLiteral("note")).isEmpty());
    // What was withdrawn is not said again, and nothing is asked of anybody.
    QVERIFY(!file(withdrawal).body.contains("berges"));
    QVERIFY(!cancel.contains(QStringLiteral("instruction")));
    QCOMPARE(cancel.value(QStringLiteral("urgency")), QStringLiteral("Past"));
    for (const auto &channel : {QStringLiteral("site"), QStringLiteral("cap")})
        QVERIFY2(channelState(id, channel).startsWith(QStringLiteral("withdrawn")), qPrintable(channel));
    // A later message of the incident does not refer to what was cancelled.
    QVERIFY(m_stage->prefecture.page("/feed.atom").body.contains("/cap/" + withdrawal.toLatin1() + ".xml"));
}

// What is over is no longer said, by the clock alone; and then every channel and the author's ladder say so.
void TestCap::expiredLeavesSiteAndFeeds()
{
    const auto id = published(m_stage->officer->draft());
    auto &prefecture = m_stage->prefecture;
    auto &service = prefecture.service();
    publication::Publisher publisher(
        *service.store, service.blobs, [&prefecture] { return prefecture.now(); }, service.policy);
    QCOMPARE(publisher.expireOld().value_or(-1), 0);
    const QList<QByteArray> lists{"/", "/feed.atom", "/feed.json", "/widget", "/board"};
    for (const auto &list : lists)
        QVERIFY2(prefecture.page(list).body.contains("Inondation"), list.constData());
    prefecture.skew = std::chrono::milliseconds(std::chrono::hours(49));
    for (const auto &list : lists)
        QVERIFY2(!prefecture.page(list).body.contains("Inondation"), list.constData());
    QCOMPARE(publisher.expireOld().value_or(-1), 2);
    for (const auto &channel : {QStringLiteral("site"), QStringLiteral("cap")})
        QVERIFY2(channelState(id, channel).startsWith(QStringLiteral("expired")), qPrintable(channel));
    QCOMPARE(m_stage->officer->stateOf(id), QStringLiteral("expired"));
    QCOMPARE(publisher.expireOld().value_or(-1), 0);
}

void TestCap::goesOnlyWhereTheTemplateSaysSo()
{
    auto denial = m_stage->officer->draft();
    denial.messageTemplate = submission::TemplateRef{QStringLiteral("dementi"), QStringLiteral("1.0.0")};
    denial.agreements = {
        {QStringLiteral("service_verificateur"), QStringLiteral("SIDPC"), denial.createdAt, submission::Means::Phone}};
    const auto id = published(denial);
    QCOMPARE(m_stage->prefecture.page("/messages/" + id.toLatin1()).status, 200);
    QCOMPARE(file(id).status, 404);
    QCOMPARE(channelState(id, QStringLiteral("cap")), QStringLiteral("none"));
    QCOMPARE(file(QStringLiteral("../../etc/passwd")).status, 404);
    QCOMPARE(m_stage->prefecture.page("/cap/" + id.toLatin1()).status, 404);
}

void TestCap::feedsLinkTo()
{
    const auto id = published(m_stage->officer->draft()).toLatin1();
    const auto address = m_stage->prefecture.origin().toLatin1() + "/cap/" + id + ".xml";
    QVERIFY(m_stage->prefecture.page("/feed.atom")
                .body.contains("<link rel=\"related\" type=\"application/cap+xml\" href=\"" + address + "\"/>"));
    QVERIFY(QString::fromUtf8(m_stage->prefecture.page("/feed.json").body)
                .remove(QLatin1Char('\\'))
                .contains(QString::fromLatin1(address)));
    QVERIFY(m_stage->prefecture.page("/messages/" + id).body.contains("type=\"application/cap+xml\""));
}

// Who refers to a file must find it as it was, also after the publisher looked again.
void TestCap::sameBytesForEver()
{
    const auto id = published(m_stage->officer->draft());
    const auto first = file(id).body;
    m_stage->prefecture.skew = std::chrono::milliseconds(std::chrono::minutes(10));
    QVERIFY(m_stage->prefecture.service().store->write([](storage::Transaction &transaction) {
        return transaction->run("UPDATE publication SET state = 'authorised'");
    }));
    QVERIFY(m_stage->prefecture.publish());
    QCOMPARE(file(id).body, first);
    QCOMPARE(channelState(id, QStringLiteral("cap")).section(QLatin1Char(' '), 0, 0), QStringLiteral("published"));
}

QTEST_GUILESS_MAIN(TestCap)
#include "tst_cap.moc"
