// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "server/publication/publisher.h"
#include "tests/server/stage.h"

namespace astreinte::tests {

// A network that can be told how its calls end, and that remembers how often it was called.
template <authorisation::Realm realm>
class ScriptedChannel final : public publication::ChannelAdapter<realm>
{
public:
    ScriptedChannel(QString channel, int &calls, std::function<publication::Attempt()> script, bool findable = false)
        : m_channel(std::move(channel)), m_calls(calls), m_script(std::move(script)), m_findable(findable)
    {
    }
    [[nodiscard]] QString channel() const override { return m_channel; }
    publication::Attempt publish(const authorisation::Authorisation<realm> &) override
    {
        ++m_calls;
        return m_script();
    }
    publication::Attempt lookUp(const authorisation::Authorisation<realm> &) override
    {
        return m_findable ? publication::Attempt{submission::State::Published,
                                                 QStringLiteral("https://found.example/1"),
                                                 {},
                                                 {}}
                          : publication::Attempt{submission::State::Uncertain, {}, {}, {}};
    }

private:
    QString m_channel;
    int &m_calls;
    std::function<publication::Attempt()> m_script;
    bool m_findable;
};

// A prefecture whose authority has approved, and publishers whose networks answer by a script.
class PublicationStage : public Stage
{
public:
    // What was submitted with these pictures, on these channels, and approved.
    submission::Submission authorised(const QList<QByteArray> &pictures = {},
                                      const QStringList &channels = {QStringLiteral("site")});
    // A publisher that serves the site by this script.
    publication::Publisher publisherWith(std::function<publication::Attempt()> script, bool findable = false);
    // One that serves no channel yet.
    publication::Publisher publisherOn(storage::Store &store);
    template <authorisation::Realm realm>
    std::unique_ptr<publication::ChannelAdapter<realm>>
    scripted(QString channel, std::function<publication::Attempt()> script, bool findable = false)
    {
        return std::make_unique<ScriptedChannel<realm>>(std::move(channel), calls, std::move(script), findable);
    }
    // Whether the journal holds an alarm about it.
    bool alarmed(const submission::Submission &submission);
    storage::Store &store() { return *prefecture.service().store; }
    QString stateOf(const submission::Submission &submission) { return officer->stateOf(submission.id().text()); }

    int calls = 0; // of the scripted networks
};

} // namespace astreinte::tests
