// SPDX-License-Identifier: EUPL-1.2
#include "core/signature/canonical_json.h"
#include "core/signature/object_reader.h"
#include "core/signature/strict_json.h"

#include <QtTest>
#include <bit>

using namespace astreinte;
using namespace astreinte::signature;

class Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAsRfc8785_data();
    void writesAsRfc8785();
    void writesNumbersAsEcmaScript_data();
    void writesNumbersAsEcmaScript();
    void refusesWhatCannotBeWritten();
    void refuses_data();
    void refuses();
    void reads_data();
    void reads();
    void keepsTheLimits();
    void saysWhereItIsWrong();
    void readsMembers();
    void refusesMembers_data();
    void refusesMembers();
    void keepsTheFirstFailure();
};

// RFC 8785 §3.2.2 and §3.2.3, and the five files of its author's test suite.
void Json::writesAsRfc8785_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("output");
    const auto row = [](const char *name, const QByteArray &input, const QByteArray &output) {
        QTest::newRow(name) << input << output;
    };
    row("primitive values",
        R"({"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]})",
        R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
        R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
    row("sorting",
        R"({"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
            "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"})",
        QByteArray(R"({"\r":"Carriage Return","1":"One",")") + "\xc2\x80" +
            R"(":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face",)" +
            "\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
    row("arrays", R"([56, {"d": true, "10": null, "1": [ ]}])", R"([56,{"1":[],"10":null,"d":true}])");
    row("french",
        R"({"peach": "This sorting order", "péché": "is wrong according to French",
            "pêche": "but canonicalization MUST", "sin": "ignore locale"})",
        R"({"peach":"This sorting order","péché":"is wrong according to French",)"
        R"("pêche":"but canonicalization MUST","sin":"ignore locale"})");
    row("structures",
        R"({"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { },
            "111": [ {"e": "yes","E": "no" } ], "A": { }})",
        R"({"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}})");
    row("unicode", R"({"Unnormalized Unicode":"A\u030a"})", "{\"Unnormalized Unicode\":\"A\xcc\x8a\"}");
    row("weird",
        R"({"\u20ac": "Euro Sign", "\r": "Carriage Return", "\u000a": "Newline", "1": "One", "\u0080": "Control\u007f",
            "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis",
            "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"})",
        QByteArray(R"({"\n":"Newline","\r":"Carriage Return","1":"One","</script>":"Browser Challenge",")") +
            "\xc2\x80\":\"Control\x7f\"," +
            R"("ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley",)" +
            "\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
}

void Json::writesAsRfc8785()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, output);
    const auto value = parseStrict(input);
    QVERIFY2(value, value ? "" : qPrintable(value.error().toString()));
    QCOMPARE(canonicalJson(*value), output);
    QCOMPARE(canonicalJson(*parseStrict(output)), output);
}

// RFC 8785, appendix B.
void Json::writesNumbersAsEcmaScript_data()
{
    QTest::addColumn<quint64>("bits");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](quint64 bits, const char *text) { QTest::newRow(text) << bits << QByteArray(text); };
    row(0x0000000000000000, "0");
    QTest::newRow("-0") << quint64(0x8000000000000000) << QByteArray("0");
    row(0x0000000000000001, "5e-324");
    row(0x8000000000000001, "-5e-324");
    row(0x7fefffffffffffff, "1.7976931348623157e+308");
    row(0xffefffffffffffff, "-1.7976931348623157e+308");
    row(0x4340000000000000, "9007199254740992");
    row(0xc340000000000000, "-9007199254740992");
    row(0x4430000000000000, "295147905179352830000");
    row(0x44b52d02c7e14af5, "9.999999999999997e+22");
    row(0x44b52d02c7e14af6, "1e+23");
    row(0x44b52d02c7e14af7, "1.0000000000000001e+23");
    row(0x444b1ae4d6e2ef4e, "999999999999999700000");
    row(0x444b1ae4d6e2ef4f, "999999999999999900000");
    row(0x444b1ae4d6e2ef50, "1e+21");
    row(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7");
    row(0x3eb0c6f7a0b5ed8d, "0.000001");
    row(0x41b3de4355555553, "333333333.3333332");
    row(0x41b3de4355555554, "333333333.33333325");
    row(0x41b3de4355555555, "333333333.3333333");
    row(0x41b3de4355555556, "333333333.3333334");
    row(0x41b3de4355555557, "333333333.33333343");
    row(0xbecbf647612f3696, "-0.0000033333333333333333");
    row(0x43143ff3c1cb0959, "1424953923781206.2");
}

void Json::writesNumbersAsEcmaScript()
{
    QFETCH(quint64, bits);
    QFETCH(QByteArray, text);
    QCOMPARE(ecmaScriptNumber(std::bit_cast<double>(bits)), text);
}

void Json::refusesWhatCannotBeWritten()
{
    QVERIFY(!canonicalJson(QJsonValue(QString(QChar(0xD800)))));
    QVERIFY(!canonicalJson(QJsonObject{{QString(QChar(0xDC00)), 1}}));
    QVERIFY(!canonicalJson(QJsonValue(QJsonValue::Undefined)));
}

void Json::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, const QByteArray &json) { QTest::newRow(name) << json; };
    row("empty", "");
    row("space", " \n");
    row("duplicate", R"({"decision":"reject","decision":"approve"})");
    row("escaped duplicate", R"({"decision":"reject","d\u0065cision":"approve"})");
    row("nested duplicate", R"({"a":[{"b":1,"b":2}]})");
    row("duplicate empty names", R"({"":1,"":2})");
    row("duplicate astral names", "{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":2}");
    row("2^53", "9007199254740992");
    row("-2^53", "-9007199254740992");
    row("10^400", "1" + QByteArray(400, '0'));
    row("1e400", "1e400");
    row("-0", "-0");
    row("-0.0", "-0.0");
    row("-0e0", "[-0e0]");
    row("01", "01");
    row("1.", "1.");
    row(".5", ".5");
    row("+1", "+1");
    row("1e", "1e");
    row("0x10", "0x10");
    row("NaN", "NaN");
    row("Infinity", "Infinity");
    row("lone high surrogate", R"("\ud800")");
    row("lone low surrogate", R"("\udc00")");
    row("high surrogate then text", R"("\ud800abcdef")");
    row("two high surrogates", R"("\ud800\ud800")");
    row("surrogates in UTF-8", "\"\xed\xa0\x80\"");
    row("overlong", "\"\xc0\xaf\"");
    row("beyond Unicode", "\"\xf4\x90\x80\x80\"");
    row("cut UTF-8", "\"\xe2\x82\"");
    row("Latin-1", "\"\xe9\"");
    row("byte order mark", "\xef\xbb\xbf{}");
    row("UTF-16", QByteArray("{\0}\0", 4));
    row("trailing text", "{}x");
    row("trailing value", "{} {}");
    row("trailing NUL", QByteArray("{}\0", 3));
    row("trailing comma in object", R"({"a":1,})");
    row("trailing comma in array", "[1,]");
    row("no comma", "[1 2]");
    row("no colon", R"({"a" 1})");
    row("no name", "{:1}");
    row("single quotes", "{'a':1}");
    row("comment", "{}//x");
    row("raw line feed", "\"a\nb\"");
    row("raw NUL", QByteArray("\"\0\"", 3));
    row("raw tab", "\"\t\"");
    row("unknown escape", R"("\x41")");
    row("short escape", R"("\u004")");
    row("escape with sign", R"("\u+041")");
    row("open text", R"("abc)");
    row("open escape", R"("\)");
    row("open object", R"({"a":1)");
    row("open array", "[1");
    row("other closing", "[1}");
    row("form feed", "\f{}");
    row("no-break space", "\xc2\xa0{}");
    row("True", "True");
    row("tru", "tru");
    row("truex", "truex");
}

void Json::refuses()
{
    QFETCH(QByteArray, json);
    const auto value = parseStrict(json);
    QVERIFY(!value);
    QCOMPARE(value.error().reason, Reason::MalformedJson);
    QVERIFY(value.error().detail.startsWith(QStringLiteral("byte ")));
}

void Json::reads_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, const char *json, const QJsonValue &value) {
        QTest::newRow(name) << QByteArray(json) << value;
    };
    row("2^53 - 1", "9007199254740991", qint64(9007199254740991));
    row("-(2^53 - 1)", "-9007199254740991", qint64(-9007199254740991));
    row("zero", "0", 0);
    row("fraction", "-12.5e-1", -1.25);
    row("space around", " \t\r\n null \n", QJsonValue::Null);
    row("text", R"("\u0041\/\b\f\n\r\t\"\\é")", QStringLiteral("A/\b\f\n\r\t\"\\é"));
    row("astral", R"("\ud83d\ude00")", QString::fromUtf8("\xf0\x9f\x98\x80"));
    row("empty object", "{ }", QJsonObject());
    row("names that differ by case", R"({"a":1,"A":2})",
        QJsonObject{{QStringLiteral("a"), 1}, {QStringLiteral("A"), 2}});
    row("same names in two objects", R"([{"a":1},{"a":1}])",
        QJsonArray{QJsonObject{{QStringLiteral("a"), 1}}, QJsonObject{{QStringLiteral("a"), 1}}});
}

void Json::reads()
{
    QFETCH(QByteArray, json);
    QFETCH(QJsonValue, value);
    QCOMPARE(parseStrict(json), value);
}

void Json::keepsTheLimits()
{
    QVERIFY(parseStrict(QByteArray(16, '[') + QByteArray(16, ']')));
    QCOMPARE(parseStrict(QByteArray(17, '[') + QByteArray(17, ']')).error().reason, Reason::MalformedJson);
    QVERIFY(!parseStrict(QByteArray(100'000, '[')));
    QCOMPARE(parseStrict(QByteArray(10'000'000, ' ')).error().reason, Reason::TooLarge);
    QCOMPARE(parseStrict("[1,2,3]", {.elements = 2}).error().reason, Reason::TooLarge);
    QCOMPARE(parseStrict(R"({"a":1,"b":2})", {.members = 1}).error().reason, Reason::TooLarge);
    QVERIFY(parseStrict("[1,2]", {.elements = 2}));
}

void Json::saysWhereItIsWrong()
{
    QCOMPARE(parseStrict(R"({"a":1,"a":2})").error().detail, QStringLiteral("byte 7: a duplicate name"));
    QCOMPARE(parseStrict("[1,2]x").error().detail, QStringLiteral("byte 5: data after the end"));
    QCOMPARE(parseStrict("\"ab\xff\"").error().detail, QStringLiteral("byte 3: invalid UTF-8"));
    QCOMPARE(parseStrict("\"\xc3\xa9\xc3\"").error().detail, QStringLiteral("byte 3: invalid UTF-8"));
    QVERIFY(!parseStrictObject("[]"));
    QVERIFY(!parseStrictArray("{}"));
}

namespace {

QJsonObject sample()
{
    return *parseStrictObject(R"({"v":1,"title":"Crue\nà 14 h","id":"a-1","n":12,"at":"2026-11-14T13:30:00.250Z",)"
                              R"("bytes":"AQI","hex":"01ff","on":true,"none":null,"list":["a","b"],"in":{"x":1.5}})");
}

// Reads everything; the values are checked by the caller, the failure by finish().
Result<void> readSample(const QJsonObject &object)
{
    ObjectReader reader(object);
    reader.version(QLatin1String("v"), 1);
    reader.text(QLatin1String("title"), 20);
    reader.token(QLatin1String("id"));
    reader.integer(QLatin1String("n"), 0, 12);
    reader.instant(QLatin1String("at"));
    reader.bytes(QLatin1String("bytes"), 2);
    reader.hexBytes(QLatin1String("hex"), 2);
    reader.boolean(QLatin1String("on"));
    reader.optionalText(QLatin1String("none"), 5);
    reader.optionalText(QLatin1String("absent"), 5);
    reader.tokens(QLatin1String("list"), 2);
    reader.nested<double>(QLatin1String("in"),
                          [](ObjectReader &inner) { return inner.number(QLatin1String("x"), 0, 2); });
    return reader.finish();
}

} // namespace

void Json::readsMembers()
{
    const auto read = readSample(sample());
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    ObjectReader reader(sample());
    QCOMPARE(reader.text(QLatin1String("title"), 20), QStringLiteral("Crue\nà 14 h"));
    QCOMPARE(reader.integer(QLatin1String("n"), 0, 12), 12);
    QCOMPARE(toText(reader.instant(QLatin1String("at"))), QStringLiteral("2026-11-14T13:30:00.250Z"));
    QCOMPARE(reader.bytes(QLatin1String("bytes"), 2), QByteArray("\x01\x02"));
    QCOMPARE(reader.hexBytes(QLatin1String("hex"), 2), QByteArray("\x01\xff"));
    QVERIFY(!reader.optionalText(QLatin1String("none"), 5));
    QCOMPARE(reader.finish().error().reason, Reason::UnknownField);
}

void Json::refusesMembers_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *title, const char *name, const QJsonValue &value, Reason reason,
                        const char *where = nullptr) {
        QTest::newRow(title) << QString::fromLatin1(name) << value << reason
                             << (where ? QString::fromLatin1(where) : QStringLiteral("$.") + QString::fromLatin1(name));
    };
    const auto invalid = Reason::InvalidValue;
    const auto undefined = QJsonValue(QJsonValue::Undefined);
    row("version", "v", 2, Reason::UnknownVersion);
    row("missing text", "title", undefined, Reason::MissingField);
    row("missing object", "in", undefined, Reason::MissingField);
    row("null text", "title", QJsonValue::Null, invalid);
    row("empty text", "title", QString(), invalid);
    row("long text", "title", QString(21, QLatin1Char('a')), invalid);
    row("bidi text", "title", QStringLiteral("a\u202Eb"), Reason::MalformedText);
    row("token with a space", "id", QStringLiteral("a 1"), invalid);
    row("token with an accent", "id", QStringLiteral("é"), invalid);
    row("token with a quote", "id", QStringLiteral("a'b"), invalid);
    row("integer out of range", "n", 13, invalid);
    row("negative integer", "n", -1, invalid);
    row("fraction", "n", 1.5, invalid);
    row("number as text", "n", QStringLiteral("1"), invalid);
    row("boolean as number", "n", true, invalid);
    row("instant with a zone", "at", QStringLiteral("2026-11-14T13:30:00.250+00:00"), invalid);
    row("instant of 29 February", "at", QStringLiteral("2026-02-29T13:30:00.250Z"), invalid);
    row("instant of hour 24", "at", QStringLiteral("2026-11-14T24:00:00.000Z"), invalid);
    row("leap second", "at", QStringLiteral("2026-12-31T23:59:60.000Z"), invalid);
    row("lower-case instant", "at", QStringLiteral("2026-11-14t13:30:00.250z"), invalid);
    row("year 1999", "at", QStringLiteral("1999-11-14T13:30:00.250Z"), invalid);
    row("Arabic digits", "at", QString::fromUtf8("202\xd9\xa6-11-14T13:30:00.250Z"), invalid);
    row("padded bytes", "bytes", QStringLiteral("AQI="), invalid);
    row("other bits", "bytes", QStringLiteral("AQJ"), invalid);
    row("short bytes", "bytes", QStringLiteral("AQ"), invalid);
    row("upper-case hex", "hex", QStringLiteral("01FF"), invalid);
    row("boolean as text", "on", QStringLiteral("true"), invalid);
    row("optional of another type", "none", 1, invalid);
    row("too many", "list", QJsonArray{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}, invalid);
    row("repeated", "list", QJsonArray{QStringLiteral("a"), QStringLiteral("a")}, invalid);
    row("not a list", "list", QJsonObject(), invalid);
    row("not an object", "in", QJsonArray(), invalid);
    row("inner range", "in", QJsonObject{{QStringLiteral("x"), 3}}, invalid, "$.in.x");
    row("inner unknown", "in", QJsonObject{{QStringLiteral("x"), 1}, {QStringLiteral("y"), 1}}, Reason::UnknownField,
        "$.in.y");
    row("unknown", "extra", 1, Reason::UnknownField);
}

void Json::refusesMembers()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    QFETCH(Reason, reason);
    QFETCH(QString, where);
    auto object = sample();
    if (value.isUndefined())
        object.remove(name);
    else
        object.insert(name, value);
    const auto read = readSample(object);
    QVERIFY(!read);
    QVERIFY2(read.error().reason == reason, qPrintable(read.error().toString()));
    QVERIFY2(read.error().detail.startsWith(where), qPrintable(read.error().detail));
}

void Json::keepsTheFirstFailure()
{
    ObjectReader reader(sample());
    reader.integer(QLatin1String("title"), 0, 1);
    reader.text(QLatin1String("missing"), 1);
    QCOMPARE(reader.finish().error().reason, Reason::InvalidValue);
    QVERIFY(reader.failed());
}

QTEST_APPLESS_MAIN(Json)
#include "tst_json.moc"
