package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client library of others, in Python, takes this server for one. */
class SlixmppTest {
    private static final String PYTHON = "/usr/bin/python3";

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost")
            .user("alice", "secret")
            .user("bob", "pässword")
            .mechanisms("SCRAM-SHA-256", "SCRAM-SHA-1");

    @BeforeAll
    static void slixmppIsInstalled() {
        if (!ForeignClient.works(PYTHON, "-c", "import slixmpp")) {
            ForeignClient.absent("slixmpp does not log in: install the Debian package python3-slixmpp");
        }
    }

    @Test
    void twoClientsLogInPingAndAskEachOther() throws Exception {
        ForeignClient.Outcome outcome = ForeignClient.run(
                Path.of("src/test/python"),
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                List.of(
                        PYTHON,
                        "slixmpp_two_clients.py",
                        server.host(),
                        Integer.toString(server.clientPort()),
                        server.certificatePem().toString(),
                        "alice@localhost",
                        "secret",
                        "bob@localhost/desk",
                        "pässword"));
        assertThat(outcome.output())
                .containsPattern("login alice@localhost/\\S+ SCRAM-SHA-256")
                .contains("login bob@localhost/desk SCRAM-SHA-256")
                .contains("ping alice@localhost", "ping bob@localhost")
                .contains("asked alice@localhost noon", "asked bob@localhost noon")
                .contains("absent service-unavailable");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void clientWhoseConnectionBreaksResumesItsSession() throws Exception {
        ForeignClient.Outcome outcome = ForeignClient.run(
                Path.of("src/test/python"),
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                List.of(
                        PYTHON,
                        "slixmpp_resumes.py",
                        server.host(),
                        Integer.toString(server.clientPort()),
                        server.certificatePem().toString(),
                        "alice@localhost/here",
                        "secret",
                        "bob@localhost/desk",
                        "pässword"));
        assertThat(outcome.output())
                .containsSubsequence(
                        "enabled True", "got before", "resumed alice@localhost/here", "got meanwhile", "ping 0");
        assertThat(outcome.status()).isZero();
    }
}
