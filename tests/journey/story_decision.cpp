// SPDX-License-Identifier: EUPL-1.2
#include "tests/journey/story.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>

// What follows the outbox: the authority decides, the public reads.
namespace astreinte::journey {

bool Story::authorise()
{
    auto &phone = *m_authority;
    return m_telling.step(QStringLiteral("public"),
                          QStringLiteral("Nothing is public before the authority has decided"),
                          [&] {
                              const auto page = m_prefecture.fetch(QStringLiteral("/"));
                              if (page.status != 200)
                                  return QStringLiteral("the public page answers %1").arg(page.status);
                              const bool leaked = page.body.contains("Inondation") || page.body.contains("/messages/");
                              return leaked ? QStringLiteral("the public page already shows the message") : QString();
                          }) &&
           m_telling.step(phone.name(), QStringLiteral("Reads exactly what will be published"),
                          [&] {
                              return inOrder({
                                  // One proposal alone opens by itself; the queue is behind it.
                                  [&] { return phone.wait(QStringLiteral("reviewRow_badge"), 30'000); },
                                  [&] { return phone.tap(QStringLiteral("reviewRow")); },
                                  [&] { return phone.wait(QStringLiteral("approveButton"), 30'000); },
                                  [&] { return phone.tap(QStringLiteral("backButton")); },
                                  [&] { return phone.wait(QStringLiteral("review_*"), 30'000); },
                                  [&] { return photo(phone, QStringLiteral("review-queue")); },
                                  [&] { return phone.tap(QStringLiteral("review_*")); },
                                  [&] { return phone.wait(QStringLiteral("approveButton"), 30'000); },
                                  [&] { return photo(phone, QStringLiteral("review")); },
                              });
                          }) &&
           m_telling.step(phone.name(), QStringLiteral("Authorises with the PIN"), [&] {
               return inOrder({
                   [&] { return phone.tap(QStringLiteral("approveButton")); },
                   [&] { return phone.type(QStringLiteral("pinField"), authorityPin); },
                   [&] { return photo(phone, QStringLiteral("decision")); },
                   [&] { return phone.tap(QStringLiteral("decideButton")); },
                   [&] { return phone.wait(QStringLiteral("decidedLabel"), 30'000); },
                   [&] { return photo(phone, QStringLiteral("decided")); },
               });
           });
}

bool Story::publish()
{
    auto &phone = *m_officer;
    return m_telling.step(phone.name(), QStringLiteral("Sees « publié » with the link"), [&] {
        return inOrder({[&] { return phone.wait(QStringLiteral("rung_published_done"), 60'000); },
                        // What is public is corrected or withdrawn, never revised.
                        [&] { return phone.wait(QStringLiteral("publishedButton")); },
                        [&] { return phone.gone(QStringLiteral("editSubmissionButton")); },
                        [&] { return phone.gone(QStringLiteral("reviseSubmissionButton")); },
                        [&] { return photo(phone, QStringLiteral("outbox-published")); }});
    }) && m_telling.step(QStringLiteral("public"), QStringLiteral("The page, the photo and the feeds are public"), [&] {
        const auto home = m_prefecture.fetch(QStringLiteral("/"));
        static const QRegularExpression link(QStringLiteral("/messages/[0-9a-f-]{36}"));
        m_permalink = link.match(QString::fromUtf8(home.body)).captured();
        const auto page = m_prefecture.fetch(m_permalink);
        static const QRegularExpression picture(QStringLiteral("/photos/[0-9a-f]{64}"));
        const auto photo = m_prefecture.fetch(picture.match(QString::fromUtf8(page.body)).captured());
        QFile saved(m_folder + QStringLiteral("/published.html"));
        if (!saved.open(QIODevice::WriteOnly) || saved.write(page.body) != page.body.size())
            return QStringLiteral("published.html: ") + saved.errorString();
        if (!page.body.contains("D67 et D27") || !page.body.contains(altText.toUtf8()))
            return QStringLiteral("the page does not hold the message and its alternative text");
        if (!photo.body.startsWith("\xff\xd8\xff") || photo.body.contains("SN-0000042"))
            return QStringLiteral("the photo is not a clean JPEG");
        for (const auto &feed : {QStringLiteral("/feed.atom"), QStringLiteral("/feed.json")}) {
            if (!m_prefecture.fetch(feed).body.contains(m_permalink.toUtf8()))
                return feed + QStringLiteral(" does not hold the message");
        }
        return QString();
    }) && m_telling.step(QStringLiteral("public"), QStringLiteral("The page as a reader sees it"), [&] {
        return m_prefecture.photographPage(m_permalink, m_folder + QStringLiteral("/pictures/99-public-page.png"));
    });
}

bool Story::checkJournal()
{
    const auto what = QStringLiteral("The journal, exported, is verified with nothing but its public key");
    return m_telling.step(QStringLiteral("public"), what, [&] {
        auto &administrator = m_prefecture.administrator();
        const auto file = m_folder + QStringLiteral("/journal.jsonl");
        const auto key = administrator.command({QStringLiteral("journal"), QStringLiteral("key")});
        if (!key || !administrator.command(
                        {QStringLiteral("journal"), QStringLiteral("export"), QStringLiteral("--out"), file}))
            return administrator.problem();
        QProcess verifier;
        verifier.start(QCoreApplication::applicationDirPath() + QStringLiteral("/astreinte-journal-verify"),
                       {QStringLiteral("--key"), QString::fromUtf8(key->trimmed()), file});
        verifier.waitForFinished(20'000);
        const auto report = verifier.readAllStandardOutput();
        if (verifier.exitStatus() != QProcess::NormalExit || verifier.exitCode() != 0)
            return QString::fromUtf8(report + verifier.readAllStandardError());
        // Two messages went the whole way, once each, through every cut and kill; each on the page and as a CAP file.
        for (const auto *line : {"event\tintake\t2\n", "event\tstatement\t2\n", "event\toutcome\t4\n"}) {
            if (!report.contains(line))
                return QStringLiteral("the journal tells another story: ") + QString::fromUtf8(report);
        }
        QFile kept(m_folder + QStringLiteral("/journal-report.txt"));
        const bool written = kept.open(QIODevice::WriteOnly) && kept.write(report) == report.size();
        return written ? QString() : kept.fileName() + QStringLiteral(": ") + kept.errorString();
    });
}

} // namespace astreinte::journey
