// SPDX-License-Identifier: EUPL-1.2
#include "tests/server/publication/publication_stage.h"

#include "server/journal/book.h"

namespace astreinte::tests {

using authorisation::Realm;
using publication::Attempt;
using submission::Submission;

Submission PublicationStage::authorised(const QList<QByteArray> &pictures, const QStringList &channels)
{
    auto draft = officer->draft(pictures);
    for (const auto &channel : channels)
        draft.texts[channel] = {{QStringLiteral("fr"), QStringLiteral("Crue de l’Indre.")}};
    for (const auto &picture : pictures)
        (void)officer->upload(draft.id, picture);
    auto frozen = received(draft);
    auto statement = authority->statementOn(draft.id.text(), 1).value();
    if (authority->decide(statement).status != 201)
        qWarning("not authorised");
    return frozen;
}

publication::Publisher PublicationStage::publisherOn(storage::Store &store)
{
    return {store, prefecture.service().blobs, [this] { return prefecture.now(); }};
}

publication::Publisher PublicationStage::publisherWith(std::function<Attempt()> script, bool findable)
{
    auto publisher = publisherOn(store());
    publisher.add<Realm::Real>(scripted<Realm::Real>(QStringLiteral("site"), std::move(script), findable));
    return publisher;
}

bool PublicationStage::alarmed(const Submission &submission)
{
    const auto leaf = store().read([&](storage::Connection &connection) {
        return journal::leafAbout(connection, journal::subjectOf(submission.id().text(), submission.revision()),
                                  journal::Event::Alarm);
    });
    return leaf && leaf->has_value();
}

} // namespace astreinte::tests
