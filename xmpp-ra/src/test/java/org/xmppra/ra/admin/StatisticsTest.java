package org.xmppra.ra.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jboss.jca.core.spi.statistics.StatisticsPlugin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmppra.Iq;
import org.xmppra.IqErrorException;
import org.xmppra.IqListener;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.ra.outbound.XmppManagedConnectionFactory;

/** What administrators see, however they look. */
@Tag("RA-29")
class StatisticsTest extends ServerTest {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static final String NAMESPACE = "urn:example:counted";

    private XmppManagedConnectionFactory factory;
    private XmppConnectionFactory connections;

    /** Answers, or refuses. */
    public static class Bean implements IqListener {
        @Override
        public Iq onIq(Iq request) {
            return request.payload().attribute("refuse").isPresent()
                    ? request.errorReply(StanzaErrorCondition.CONFLICT)
                    : request.reply();
        }
    }

    @BeforeEach
    void askAndAnswer() throws Exception {
        factory = container.factory(ServerTest::asAlice);
        connections = (XmppConnectionFactory) factory.createConnectionFactory();
        container.deploy(new Bean(), spec -> spec.setNamespace(NAMESPACE));
        awaitBot();
    }

    private void ask(XmppConnection connection) throws Exception {
        connection.send(Iq.get(BOT).query(NAMESPACE).build());
        connection.send(Iq.get(BOT).query(NAMESPACE).build());
        assertThatThrownBy(() -> connection.send(Iq.get(BOT)
                        .payload("<query xmlns='" + NAMESPACE + "' refuse='yes'/>")
                        .build()))
                .isInstanceOf(IqErrorException.class);
    }

    private static Object jmx(String type, String attribute) throws Exception {
        Set<ObjectName> names = JMX.queryNames(new ObjectName("org.xmppra:type=" + type + ",*"), null);
        assertThat(names).hasSize(1);
        return JMX.getAttribute(names.iterator().next(), attribute);
    }

    @Test
    void factoryAndAdapterAreCountedByJmx() throws Exception {
        try (XmppConnection connection = connections.getConnection()) {
            ask(connection);
            assertThat(jmx("ConnectionFactory", "Sessions")).isEqualTo(1);
        }
        assertThat(jmx("ConnectionFactory", "Sent")).isEqualTo(3L);
        assertThat(jmx("ConnectionFactory", "Results")).isEqualTo(2L);
        assertThat(jmx("ConnectionFactory", "Errors")).isEqualTo(1L);
        assertThat(jmx("ConnectionFactory", "Pending")).isEqualTo(0L);
        assertThat(jmx("ConnectionFactory", "Sessions")).isEqualTo(0);
        assertThat((Long) jmx("ConnectionFactory", "LatencyMaxMicros")).isPositive();
        assertThat(jmx("ConnectionFactory", "AnsweredResults"))
                .as("that is the adapter's")
                .isEqualTo(0L);
        assertThat(jmx("ResourceAdapter", "Sent")).isEqualTo(3L);
        assertThat(jmx("ResourceAdapter", "Received")).isEqualTo(3L);
        assertThat(jmx("ResourceAdapter", "AnsweredResults")).isEqualTo(2L);
        assertThat(jmx("ResourceAdapter", "AnsweredErrorConditions")).isEqualTo("conflict=1");
        assertThat(jmx("ResourceAdapter", "Activations")).isEqualTo(1);
        assertThat(jmx("ResourceAdapter", "Queued")).isEqualTo(0);
        assertThat(jmx("ResourceAdapter", "Sessions")).isEqualTo(1);
    }

    @Test
    void lossesAndReconnectsAreCountedWithTheirReason() throws Exception {
        SERVER.disconnect(BOT);
        await().until(() -> jmx("ResourceAdapter", "Reconnects").equals(1L));
        assertThat(jmx("ResourceAdapter", "Losses")).isEqualTo(1L);
        assertThat((String) jmx("ResourceAdapter", "LastError")).contains("bot@localhost", "lost");
        factory = container.factory(it -> it.setPassword("wrong"));
        assertThatThrownBy(() -> factory.createManagedConnection(null, null)).hasMessageContaining("not-authorized");
        StatisticsPlugin plugin = factory.getStatistics();
        assertThat(plugin.getValue("ConnectFailures")).isEqualTo(1L);
        assertThat((String) plugin.getValue("LastError"))
                .contains("not connected", "not-authorized")
                .doesNotContain("wrong");
    }

    @Test
    void sharedSessionCountsForTheFactoryThatUsesIt() throws Exception {
        factory = container.factory(it -> it.setSessionSharing("shared"));
        connections = (XmppConnectionFactory) factory.createConnectionFactory();
        try (XmppConnection connection = connections.getConnection()) {
            ask(connection);
        }
        assertThat(factory.getStatistics().getValue("Sent")).isEqualTo(3L);
    }

    @Test
    void consoleOfWildFlySeesTheSameAndCanBeginAnew() throws Exception {
        StatisticsPlugin adapter = container.adapter().getStatistics();
        StatisticsPlugin plugin = factory.getStatistics();
        try (XmppConnection connection = connections.getConnection()) {
            ask(connection);
            assertThat(plugin.getValue("Sent")).isEqualTo(3L);
            assertThat(adapter.getValue("Activations")).isEqualTo(1);
            plugin.clear();
            ask(connection);
            ask(connection);
            assertThat(plugin.getValue("Sent")).isEqualTo(6L);
            assertThat(plugin.getValue("Sessions")).as("as it is now").isEqualTo(1);
            plugin.setEnabled(false);
            assertThat(plugin.getValue("Sent")).isEqualTo(0L);
            assertThat(plugin.getValue("LastError")).isEqualTo("");
        }
        assertThat(plugin.getNames()).allSatisfy(name -> {
            assertThat(plugin.getDescription(name, Locale.ROOT)).isNotBlank();
            assertThat(plugin.getType(name)).isIn(int.class, long.class, String.class);
        });
        container.adapter().stop();
        assertThat(adapter.getValue("Sent")).isEqualTo(0L);
    }

    @Test
    void everyAttributeIsDescribedAndNothingIsLeftAfterTheStop() throws Exception {
        try (XmppConnection connection = connections.getConnection()) {
            assertThat(connection.jid()).isNotNull();
        }
        Set<ObjectName> all = JMX.queryNames(new ObjectName("org.xmppra:*"), null);
        assertThat(all).hasSize(2);
        for (ObjectName name : all) {
            assertThat(Arrays.stream(JMX.getMBeanInfo(name).getAttributes()).map(MBeanAttributeInfo::getDescription))
                    .allMatch(text -> text.contains(" "));
        }
        container.adapter().stop();
        assertThat(JMX.queryNames(new ObjectName("org.xmppra:*"), null)).isEmpty();
    }

    @Test
    void flightRecorderSeesRequestsDeliveriesAndSessions(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("flight.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            try (XmppConnection connection = connections.getConnection()) {
                ask(connection);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("org.xmppra.Request"))
                .extracting(event -> event.getString("to") + " " + event.getString("outcome"))
                .containsExactly(BOT + " result", BOT + " result", BOT + " conflict");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("org.xmppra.Delivery"))
                .hasSize(3)
                .allSatisfy(event -> {
                    assertThat(event.getString("handler")).isEqualTo("IqListener.onIq");
                    assertThat(event.getDuration("time")).isPositive();
                });
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("org.xmppra.Session"))
                .isNotEmpty();
        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("alice's secret");
    }
}
