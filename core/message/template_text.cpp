// SPDX-License-Identifier: EUPL-1.2
#include "core/message/template_text.h"

#include <QRegularExpression>

namespace astreinte::message {
namespace {

class Reader
{
public:
    Reader(const QString &source, const QString &where) : m_source(source), m_where(where) {}

    Result<TemplateText> read()
    {
        while (m_at < m_source.size()) {
            const auto step = readNext();
            if (!step)
                return tl::unexpected(step.error());
        }
        if (m_block.optional)
            return refused(m_blockStart, QStringLiteral("`[[` is not closed"));
        finishBlock();
        return m_text;
    }

private:
    [[nodiscard]] bool sees(QLatin1String token) const { return QStringView(m_source).mid(m_at).startsWith(token); }

    tl::unexpected<Failure> refused(qsizetype position, const QString &why,
                                    Reason reason = Reason::MalformedTemplate) const
    {
        return fail(reason, QStringLiteral("%1, position %2: %3").arg(m_where).arg(position + 1).arg(why));
    }

    Result<> readNext()
    {
        if (sees(QLatin1String("[[")))
            return openBlock();
        if (sees(QLatin1String("]]")))
            return closeBlock();
        if (m_source.at(m_at) == QLatin1Char('{'))
            return readField();
        if (m_source.at(m_at) == QLatin1Char('}'))
            return refused(m_at, QStringLiteral("`}` without `{`"));
        m_literal += m_source.at(m_at++);
        return {};
    }

    Result<> openBlock()
    {
        if (m_block.optional)
            return refused(m_at, QStringLiteral("`[[` inside `[[`: blocks are not nested"));
        finishBlock();
        m_blockStart = m_at;
        m_at += 2;
        m_block.optional = true;
        if (m_at + 1 < m_source.size() && m_source.at(m_at).isDigit() && m_source.at(m_at + 1) == QLatin1Char('|')) {
            m_block.priority = m_source.at(m_at).digitValue();
            if (m_block.priority == 0)
                return refused(m_at, QStringLiteral("a block's priority is from 1 to 9"));
            m_at += 2;
        }
        return {};
    }

    Result<> closeBlock()
    {
        if (!m_block.optional)
            return refused(m_at, QStringLiteral("`]]` without `[[`"));
        m_at += 2;
        finishBlock();
        return {};
    }

    void finishLiteral()
    {
        if (!m_literal.isEmpty())
            m_block.pieces << Piece{m_literal, {}, {}, 0};
        m_literal.clear();
    }

    void finishBlock()
    {
        finishLiteral();
        if (!m_block.pieces.isEmpty())
            m_text.blocks << m_block;
        m_block = {};
    }

    // The place of the `}` that ends the field at `open`; parentheses may hold anything but a brace.
    [[nodiscard]] qsizetype endOfField(qsizetype open) const
    {
        for (qsizetype i = open + 1; i < m_source.size(); ++i) {
            if (m_source.at(i) == QLatin1Char('{') || m_source.at(i) == QLatin1Char('\n'))
                return -1;
            if (m_source.at(i) == QLatin1Char('}'))
                return i;
        }
        return -1;
    }

    Result<> readField()
    {
        static const QRegularExpression keyForm(QStringLiteral("^[A-Za-z][A-Za-z0-9_]*$"));
        const qsizetype open = m_at;
        const qsizetype end = endOfField(open);
        if (end < 0)
            return refused(open, QStringLiteral("`{` is not closed"));
        finishLiteral();
        const QString inside = m_source.mid(open + 1, end - open - 1);
        qsizetype colon = inside.indexOf(QLatin1Char(':'));
        Piece piece{{}, colon < 0 ? inside : inside.left(colon), {}, open};
        if (!keyForm.match(piece.key).hasMatch())
            return refused(open, QStringLiteral("“%1” is not a field's name").arg(piece.key.left(40)));
        while (colon >= 0) {
            const auto filter = readFilter(inside, open + 1, colon);
            if (!filter)
                return tl::unexpected(filter.error());
            piece.filters << *filter;
        }
        m_block.pieces << piece;
        m_at = end + 1;
        return {};
    }

    // Reads one filter of `inside` after the colon at `colon`, which then is the next colon or -1.
    Result<Filter> readFilter(const QString &inside, qsizetype offset, qsizetype &colon) const
    {
        static const QRegularExpression nameForm(QStringLiteral("^[A-Za-z][A-Za-z0-9_-]*$"));
        const qsizetype start = colon + 1;
        qsizetype depth = 0;
        qsizetype end = start;
        for (; end < inside.size() && (depth > 0 || inside.at(end) != QLatin1Char(':')); ++end)
            depth += inside.at(end) == QLatin1Char('(') ? 1 : inside.at(end) == QLatin1Char(')') ? -1 : 0;
        colon = end < inside.size() ? end : -1;
        const QString whole = inside.mid(start, end - start);
        const qsizetype parenthesis = whole.indexOf(QLatin1Char('('));
        if (depth != 0 || (parenthesis >= 0 && !whole.endsWith(QLatin1Char(')'))))
            return refused(offset + start, QStringLiteral("parentheses do not match in “%1”").arg(whole.left(60)));
        Filter filter{parenthesis < 0 ? whole : whole.left(parenthesis), {}, offset + start};
        if (filter.name.isEmpty())
            return refused(offset + start, QStringLiteral("a filter's name is missing after `:`"),
                           Reason::UnknownFilter);
        if (!nameForm.match(filter.name).hasMatch())
            return refused(offset + start, QStringLiteral("“%1” is not a filter's name").arg(filter.name.left(40)),
                           Reason::UnknownFilter);
        if (parenthesis >= 0)
            filter.arguments = whole.mid(parenthesis + 1, whole.size() - parenthesis - 2).split(QLatin1Char('|'));
        return filter;
    }

    const QString &m_source;
    const QString &m_where;
    TemplateText m_text;
    Block m_block;
    QString m_literal;
    qsizetype m_blockStart = 0;
    qsizetype m_at = 0;
};

} // namespace

Result<TemplateText> parseTemplateText(const QString &source, const QString &where)
{
    return Reader(source, where).read();
}

} // namespace astreinte::message
