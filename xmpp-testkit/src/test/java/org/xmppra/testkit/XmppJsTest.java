package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client library of others, in JavaScript, takes this server for one. */
class XmppJsTest {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost")
            .webSocketPort(0)
            .user("alice", "secret")
            .user("bob", "pässword");

    @BeforeAll
    static void xmppJsIsInstalled() throws IOException {
        if (!ForeignClient.works("node", "--version") || !ForeignClient.works("npm", "--version")) {
            ForeignClient.absent("xmpp.js does not log in: install node 20 or later and npm");
        }
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "two-clients.js", "sasl2.js")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(FOLDER.resolve("node_modules/@xmpp/client"))) {
            ForeignClient.Outcome installed = ForeignClient.run(
                    FOLDER, Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            if (installed.status() != 0) {
                ForeignClient.absent("xmpp.js does not log in: npm could not install @xmpp/client: "
                        + installed.output().strip().lines().findFirst().orElse("it says nothing"));
            }
        }
    }

    @Test
    void twoClientsLogInPingAndAskEachOther() throws Exception {
        twoClients("xmpp://" + server.host() + ":" + server.clientPort());
    }

    @Test
    @Tag("ST-3")
    void twoClientsDoTheSameOverWebSockets() throws Exception {
        twoClients(server.webSocketUrl().toString());
    }

    private static void twoClients(String service) throws Exception {
        ForeignClient.Outcome outcome = ForeignClient.run(
                FOLDER,
                Map.of("NODE_EXTRA_CA_CERTS", server.certificatePem().toString()),
                // WebSocket is what xmpp.js takes for granted, and Node has unasked from version 22 on.
                List.of(
                        "node",
                        "--experimental-websocket",
                        "two-clients.js",
                        service,
                        "alice@localhost",
                        "secret",
                        "bob@localhost",
                        "pässword"));
        assertThat(outcome.output())
                .containsPattern("login alice@localhost/\\S+ SCRAM-SHA-1 TLS")
                .containsPattern("login bob@localhost/\\S+ SCRAM-SHA-1 TLS")
                .contains("ping alice@localhost", "ping bob@localhost")
                .contains("asked alice@localhost noon", "asked bob@localhost noon")
                .contains("absent service-unavailable")
                .contains("closed");
        assertThat(outcome.status()).isZero();
    }

    @Test
    @Tag("ST-8")
    void clientLogsInBySasl2BindsAlongAndComesBackWithItsToken() throws Exception {
        try (XmppTestServer modern = XmppTestServer.domain("localhost")
                .user("alice", "secret")
                .with(ServerFeature.SASL2, ServerFeature.BIND2, ServerFeature.FAST)
                .start()) {
            ForeignClient.Outcome outcome = ForeignClient.run(
                    FOLDER,
                    Map.of("NODE_EXTRA_CA_CERTS", modern.certificatePem().toString()),
                    List.of(
                            "node",
                            "sasl2.js",
                            modern.host(),
                            Integer.toString(modern.clientPort()),
                            "alice@localhost",
                            "secret"));
            assertThat(outcome.output())
                    .containsPattern("login alice@localhost/js/\\S+ authenticate SCRAM-SHA-1, response SCRAM-SHA-1\n")
                    .contains("token HT-SHA-256-NONE")
                    .containsPattern("login alice@localhost/js/\\S+ authenticate HT-SHA-256-NONE\n")
                    .contains("closed");
            assertThat(outcome.status()).isZero();
        }
    }
}
