// SPDX-License-Identifier: EUPL-1.2
#include "platform/linux/modem.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace astreinte;

using Interfaces = QMap<QString, QVariantMap>;
using Objects = QMap<QDBusObjectPath, Interfaces>;

namespace {

const QString service = QStringLiteral("org.freedesktop.ModemManager1");
const QString rootPath = QStringLiteral("/org/freedesktop/ModemManager1");
const QString modemPath = rootPath + QStringLiteral("/Modem/0");

// ModemManager's side of the bus, as its interface description has it.
class ModemManagerDouble final : public QDBusVirtualObject
{
public:
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (message.member() != QStringLiteral("GetManagedObjects"))
            return false;
        ++asked;
        return connection.send(message.createReply(QVariant::fromValue(objects)));
    }
    Objects objects;
    int asked = 0;
};

Interfaces modem(uint registration)
{
    return {{service + QStringLiteral(".Modem"), {{QStringLiteral("State"), 11}}},
            {service + QStringLiteral(".Modem.Modem3gpp"), {{QStringLiteral("RegistrationState"), registration}}}};
}

} // namespace

// Roaming, from a bus of the test's own with the messages that ModemManager sends.
class TestModem : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void without_modem_manager_nothing_is_told();
    void the_registration_tells_roaming_data();
    void the_registration_tells_roaming();
    void a_modem_that_goes_is_noticed();

private:
    QDBusConnection theirs() { return QDBusConnection(QStringLiteral("modem-manager")); }
    QDBusConnection ours() { return QDBusConnection(QStringLiteral("phone")); }
    void appear()
    {
        QVERIFY(theirs().registerVirtualObject(rootPath, &m_double, QDBusConnection::SubPath));
        QVERIFY(theirs().registerService(service));
    }
    void disappear()
    {
        theirs().unregisterService(service);
        theirs().unregisterObject(rootPath, QDBusConnection::UnregisterTree);
    }

    QProcess m_bus;
    ModemManagerDouble m_double;
};

void TestModem::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("dbus-daemon is not here");
    qDBusRegisterMetaType<Interfaces>();
    qDBusRegisterMetaType<Objects>();
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QVERIFY(m_bus.waitForReadyRead(20'000));
    const auto address = QString::fromUtf8(m_bus.readLine()).trimmed();
    QVERIFY(QDBusConnection::connectToBus(address, QStringLiteral("modem-manager")).isConnected());
    QVERIFY(QDBusConnection::connectToBus(address, QStringLiteral("phone")).isConnected());
}

void TestModem::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("modem-manager"));
    QDBusConnection::disconnectFromBus(QStringLiteral("phone"));
    m_bus.kill();
    m_bus.waitForFinished();
}

void TestModem::without_modem_manager_nothing_is_told()
{
    const platform::Modem modem(ours());
    QTest::qWait(200);
    QVERIFY(!modem.present() && !modem.roaming());
    const platform::Modem nowhere(QDBusConnection(QStringLiteral("no such connection")));
    QVERIFY(!nowhere.present());
}

void TestModem::the_registration_tells_roaming_data()
{
    QTest::addColumn<uint>("registration");
    QTest::addColumn<bool>("roaming");
    // MMModem3gppRegistrationState, from ModemManager's documentation.
    QTest::newRow("idle") << 0U << false;
    QTest::newRow("home") << 1U << false;
    QTest::newRow("searching") << 2U << false;
    QTest::newRow("denied") << 3U << false;
    QTest::newRow("unknown") << 4U << false;
    QTest::newRow("roaming") << 5U << true;
    QTest::newRow("home, texts only") << 6U << false;
    QTest::newRow("roaming, texts only") << 7U << true;
    QTest::newRow("emergency only") << 8U << false;
    QTest::newRow("home, CSFB not preferred") << 9U << false;
    QTest::newRow("roaming, CSFB not preferred") << 10U << true;
}

void TestModem::the_registration_tells_roaming()
{
    QFETCH(uint, registration);
    QFETCH(bool, roaming);
    m_double.objects = {{QDBusObjectPath(modemPath), modem(1)}};
    appear();
    const platform::Modem modems(ours());
    QTRY_VERIFY(modems.present());
    QVERIFY(!modems.roaming());
    // The border is crossed: a signal of the modem's own path.
    m_double.objects = {{QDBusObjectPath(modemPath), modem(registration)}};
    const int before = m_double.asked;
    auto changed = QDBusMessage::createSignal(modemPath, QStringLiteral("org.freedesktop.DBus.Properties"),
                                              QStringLiteral("PropertiesChanged"));
    changed << service + QStringLiteral(".Modem.Modem3gpp")
            << QVariantMap{{QStringLiteral("RegistrationState"), registration}} << QStringList();
    QVERIFY(theirs().send(changed));
    QTRY_VERIFY(m_double.asked > before);
    QTest::qWait(20);
    QTRY_COMPARE(modems.roaming(), roaming);
    QVERIFY(modems.present());
    disappear();
}

void TestModem::a_modem_that_goes_is_noticed()
{
    m_double.objects = {{QDBusObjectPath(modemPath), modem(5)}};
    appear();
    const platform::Modem modems(ours());
    QTRY_VERIFY(modems.roaming());
    disappear();
    QTRY_VERIFY(!modems.present());
    QVERIFY(!modems.roaming());
    // And comes back.
    appear();
    QTRY_VERIFY(modems.roaming());
    disappear();
}

QTEST_GUILESS_MAIN(TestModem)
#include "tst_modem.moc"
