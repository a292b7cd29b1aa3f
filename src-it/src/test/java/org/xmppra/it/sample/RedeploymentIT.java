package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.it.appservers.RemoteFigures;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.wildfly.WildFlyServer;

/**
 * Adapter and beans come and go many times; no more of them stays than after the first times. A class loader is held by
 * anything that is left: a thread, a timer, a thread-local, a JMX bean, a listener of the JVM.
 *
 * <p>Two deployments may be there when all are gone, however many there were, and neither is held by the adapter: idle
 * threads of the server's pools keep what they did last, and the JDK remembers one class for which it has compared two
 * records. A single class loader that stayed of each deployment would be twenty.
 */
class RedeploymentIT {
    private static final int TIMES = 20;
    private static final int HELD_BY_OTHERS = 2;
    /** The application, its beans, its page, the adapter. */
    private static final int LOADERS_OF_ONE = 4;
    /** What the adapter's threads are busy with: a server may call them as it likes. */
    private static final String[] THREADS = {"org.xmppra.", "io.netty."};

    private static final String PASSWORD = "Sesam-7f3a-öffne";
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    @Test
    @Tag("RA-10")
    void twentyRedeploymentsLeaveNoClassLoaderNoThreadAndNoBean() throws Exception {
        try (XmppServer server = new EmbeddedServer(ServerSpec.localhost().withAccount("bot", PASSWORD))) {
            server.start();
            Map<String, String> properties = new HashMap<>(SampleContract.Account.CLIENT.properties(server));
            properties.put("xmppra.host", server.host());
            properties.put("xmppra.password", PASSWORD);
            // Soft references are cleared by every collection, as if memory were short.
            try (WildFlyServer wildFly =
                    new WildFlyServer("redeployment", properties).withJavaOptions("-XX:SoftRefLRUPolicyMSPerMB=0")) {
                wildFly.start();
                wildFly.administer(
                        "/subsystem=deployment-scanner/scanner=default:write-attribute(name=scan-interval,value=500)");
                SampleApplication sample = new SampleApplication(wildFly.http());
                deploy(wildFly, sample);
                assertThat(ask(wildFly, "Thread.print"))
                        .as("what is looked for later")
                        .contains(THREADS);
                assertThat(managementBeans(wildFly))
                        .as("what is looked for later")
                        .isNotEmpty();
                wildFly.undeploy("sample.ear");
                // The first ones fill the server's own caches.
                redeploy(wildFly, sample, 3);
                long before = classLoaders(wildFly);
                redeploy(wildFly, sample, TIMES);
                await().atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(() -> {
                            assertThat(classLoaders(wildFly)).isLessThanOrEqualTo(before + LOADERS_OF_ONE);
                            assertThat(generations(wildFly)).isLessThanOrEqualTo(HELD_BY_OTHERS);
                        });
                assertThat(ask(wildFly, "Thread.print")).doesNotContain(THREADS);
                assertThat(managementBeans(wildFly)).isEmpty();
            }
        }
    }

    private static void redeploy(WildFlyServer wildFly, SampleApplication sample, int times) {
        for (int i = 0; i < times; i++) {
            deploy(wildFly, sample);
            wildFly.undeploy("sample.ear");
        }
    }

    private static void deploy(WildFlyServer wildFly, SampleApplication sample) {
        wildFly.deploy(SampleContract.ARCHIVE);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sample.ask(
                                "bot@localhost/sample", "get", "<time xmlns='urn:xmpp:time'/>", Duration.ofSeconds(5))
                        .getString("outcome")
                        .equals("result"));
    }

    private static Set<String> managementBeans(WildFlyServer wildFly) {
        try (RemoteFigures figures = RemoteFigures.of(wildFly)) {
            return figures.names();
        }
    }

    private static long classLoaders(WildFlyServer wildFly) throws IOException {
        long loaders = rows(wildFly, "org.jboss.modules.ModuleClassLoader").sum();
        assertThat(loaders).isPositive();
        return loaders;
    }

    /** How many times the adapter's classes are there: each of its class loaders has this enum, and a row of its own. */
    private static long generations(WildFlyServer wildFly) throws IOException {
        return rows(wildFly, "org.xmppra.StanzaErrorCondition").count();
    }

    /** How many instances each class of that name has. */
    private static LongStream rows(WildFlyServer wildFly, String className) throws IOException {
        return Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(className) + "\\s")
                .matcher(ask(wildFly, "GC.class_histogram"))
                .results()
                .mapToLong(row -> Long.parseLong(row.group(1)));
    }

    /** The histogram collects all garbage first. */
    private static String ask(WildFlyServer wildFly, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        JCMD.toString(), String.valueOf(wildFly.process().pid()), command)
                .redirectErrorStream(true)
                .start();
        try (var output = jcmd.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
