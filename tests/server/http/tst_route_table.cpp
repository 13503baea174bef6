// SPDX-License-Identifier: EUPL-1.2
#include "server/http/route_table.h"

#include <QTest>

using namespace astreinte;
using namespace astreinte::http;

class TestRouteTable : public QObject
{
    Q_OBJECT

private:
    RouteTable m_table{{
        {"GET", "/v1/uploads/{id}", noBody, {}},
        {"PATCH", "/v1/uploads/{id}", partBodyLimit, {}},
        {"GET", "/v1/uploads/limits", noBody, {}},
        {"GET", "/v1/submissions/{id}/{revision}/manifest", noBody, {}},
        {"GET", "/", noBody, {}},
    }};

private Q_SLOTS:
    void matches_data();
    void matches();
    void theMethodDecides();
};

void TestRouteTable::matches_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("pattern"); // empty: no match
    QTest::addColumn<QByteArray>("captures");
    const auto row = [](const QByteArray &path, const QByteArray &pattern, const QByteArray &captures = {}) {
        QTest::newRow(path.constData()) << path << pattern << captures;
    };
    row("/", "/");
    row("/v1/uploads/a1", "/v1/uploads/{id}", "a1");
    row("/v1/uploads/limits", "/v1/uploads/limits");
    row("/v1/submissions/s/2/manifest", "/v1/submissions/{id}/{revision}/manifest", "s|2");
    row("/v1/uploads/%C3%A9", "/v1/uploads/{id}", "\xc3\xa9");
    row("/v1/uploads/a%20b", "/v1/uploads/{id}", "a b");
    row("/v1/uploads/...", "/v1/uploads/{id}", "...");
    row("", "");
    row("//", "");
    row("/v1/uploads", "");
    row("/v1/uploads/", "");
    row("/v1/uploads/a/", "");
    row("/v1/uploads/a/b", "");
    row("/V1/uploads/a", "");
    row("/v1/uploads/.", "");
    row("/v1/uploads/..", "");
    row("/v1/uploads/%2e%2e", "");
    row("/v1/uploads/%2E.", "");
    row("/v1/uploads/a%2Fb", "");
    row("/v1/uploads/a%5Cb", "");
    row("/v1/uploads/..%2f..%2fetc%2fpasswd", "");
    row("/v1/uploads/a%00b", "");
    row("/v1/uploads/%", "");
    row("/v1/uploads/%4", "");
    row("/v1/uploads/%zz", "");
    row("/v1/uploads/%252e%252e", "/v1/uploads/{id}", "%2e%2e"); // decoded once, never twice
    row("/v1/up%6Coads/a", "");                                  // literals are compared as sent
}

void TestRouteTable::matches()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, captures);
    const auto match = m_table.find("GET", path);
    QCOMPARE(match.route ? match.route->pattern : QByteArray(), pattern);
    QByteArray joined;
    for (const QByteArray &capture : match.captures)
        joined += (joined.isEmpty() ? "" : "|") + capture;
    QCOMPARE(joined, captures);
}

void TestRouteTable::theMethodDecides()
{
    QCOMPARE(m_table.find("PATCH", "/v1/uploads/x").route->bodyLimit, partBodyLimit);
    QCOMPARE(m_table.find("HEAD", "/v1/uploads/x").route->method, QByteArray("GET"));
    QVERIFY(!m_table.find("DELETE", "/v1/uploads/x").route);
    QCOMPARE(m_table.find("DELETE", "/v1/uploads/x").allow, QByteArray("GET, HEAD, OPTIONS, PATCH"));
    QVERIFY(m_table.find("DELETE", "/v1/uploads/..").allow.isEmpty());
    QVERIFY(!m_table.find("get", "/").route); // methods are case-sensitive, RFC 9110 9.1
}

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_route_table.moc"
