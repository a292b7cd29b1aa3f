package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.wildfly.WildFlyServer;

/**
 * Adapter and beans come and go many times; no more of them stays than after the first times. A class loader is held by
 * anything that is left: a thread, a timer, a thread-local, a JMX bean, a listener of the JVM.
 */
class RedeploymentIT {
    private static final int TIMES = 20;
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
                // The first ones fill the server's own caches.
                redeploy(wildFly, sample, 3);
                long before = classLoaders(wildFly);
                redeploy(wildFly, sample, TIMES);
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(classLoaders(wildFly)).isLessThanOrEqualTo(before));
                assertThat(ask(wildFly, "Thread.print"))
                        .doesNotContain("org.xmppra")
                        .doesNotContain("xmpp-ra");
                // What was deployed last may be held by idle threads of the server's until they have something else to
                // do.
                assertThat(instances(wildFly, "org.xmppra.ra.XmppResourceAdapter"))
                        .isLessThanOrEqualTo(1);
            }
        }
    }

    private static void redeploy(WildFlyServer wildFly, SampleApplication sample, int times) {
        for (int i = 0; i < times; i++) {
            wildFly.deploy(SampleContract.ARCHIVE);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> sample.ask(
                                    "bot@localhost/sample",
                                    "get",
                                    "<time xmlns='urn:xmpp:time'/>",
                                    Duration.ofSeconds(5))
                            .getString("outcome")
                            .equals("result"));
            wildFly.undeploy("sample.ear");
        }
    }

    private static long classLoaders(WildFlyServer wildFly) throws IOException {
        long loaders = instances(wildFly, "org.jboss.modules.ModuleClassLoader");
        assertThat(loaders).isPositive();
        return loaders;
    }

    private static long instances(WildFlyServer wildFly, String className) throws IOException {
        Matcher line = Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(className) + "\\s")
                .matcher(ask(wildFly, "GC.class_histogram"));
        return line.find() ? Long.parseLong(line.group(1)) : 0;
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
