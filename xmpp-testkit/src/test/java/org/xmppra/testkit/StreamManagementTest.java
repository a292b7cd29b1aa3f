package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Jid;

/** XEP-0198 on the server's side: stanzas are counted, and a session outlives its connection. */
@Timeout(60)
class StreamManagementTest {
    private static final String SM = "xmlns='urn:xmpp:sm:3'";

    @RegisterExtension
    final XmppTestServer server =
            XmppTestServer.domain("localhost").user("alice", "a").user("bob", "b");

    private static String enable(RawClient client) throws Exception {
        client.send("<enable " + SM + " resume='true'/>");
        String enabled = client.expect("<enabled") + client.expect("/>");
        assertThat(enabled).contains("resume='true'");
        return enabled.replaceAll("(?s).* id='([^']*)'.*", "$1");
    }

    private RawClient authenticated(String user, String password) throws Exception {
        RawClient client = RawClient.secured(server);
        client.plain(user, password);
        client.expect("<success");
        client.open();
        assertThat(client.expect("</stream:features>")).contains("<sm " + SM + "/>");
        return client;
    }

    private static void resume(RawClient client, String id, int h) throws Exception {
        client.send("<resume " + SM + " previd='" + id + "' h='" + h + "'/>");
    }

    private void vanish(RawClient client) throws Exception {
        server.drop(Jid.of("alice@localhost/one"));
        client.close();
    }

    private static String message(String id, String to) {
        return "<message id='" + id + "' to='" + to + "'><body>x</body></message>";
    }

    @Test
    void stanzasOfTheClientAreCountedAndNothingElse() throws Exception {
        try (RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            enable(alice);
            alice.send("<r " + SM + "/>");
            alice.expect("<a " + SM + " h='0'/>");
            alice.send("<presence/>" + message("m", "alice@localhost/none") + "<a " + SM + " h='0'/><r " + SM + "/>");
            alice.expect("<a " + SM + " h='2'/>");
        }
    }

    @Test
    void clientIsAskedForItsCountOnceUntilItTellsIt() throws Exception {
        try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                RawClient bob = RawClient.login(server, "bob", "b", "one")) {
            enable(alice);
            bob.send(message("1", "alice@localhost/one") + message("2", "alice@localhost/one"));
            assertThat(alice.expect("id='2'").split("<r ", -1)).hasSize(2);
            alice.send("<a " + SM + " h='2'/>");
            alice.sync();
            bob.send(message("3", "alice@localhost/one"));
            alice.expect("<r " + SM + "/>");
        }
    }

    @Test
    void sessionThatVanishedIsResumedAndGetsWhatItMissed() throws Exception {
        RawClient alice = RawClient.login(server, "alice", "a", "one");
        String id = enable(alice);
        try (RawClient bob = RawClient.login(server, "bob", "b", "one")) {
            bob.send(message("1", "alice@localhost/one") + message("2", "alice@localhost/one"));
            alice.expect("id='2'");
            vanish(alice);
            bob.send(message("3", "alice@localhost/one"));
            bob.sync();
            assertThat(server.sessions()).contains(Jid.of("alice@localhost/one"));
            try (RawClient again = authenticated("alice", "a")) {
                resume(again, id, 1);
                again.expect("<resumed " + SM + " h='0' previd='" + id + "'/>");
                assertThat(again.expect("id='3'")).contains("id='2'").doesNotContain("id='1'");
                bob.send("<iq type='get' id='q' to='alice@localhost/one'><x xmlns='urn:example'/></iq>");
                again.expect("id='q'");
                again.send("<iq type='result' id='q' to='bob@localhost/one'/>");
                bob.expect("id='q'");
            }
        }
    }

    @Test
    void connectionThatIsResumedAwayIsToldOfTheConflict() throws Exception {
        try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                RawClient again = authenticated("alice", "a")) {
            String id = enable(alice);
            resume(again, id, 0);
            again.expect("<resumed");
            assertThat(alice.expect("</stream:stream>")).contains("<conflict");
            again.sync();
            assertThat(server.sessions()).containsExactly(Jid.of("alice@localhost/one"));
        }
    }

    @Test
    void sessionIsForItsAccountOnly() throws Exception {
        try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                RawClient bob = authenticated("bob", "b")) {
            String id = enable(alice);
            resume(bob, id, 0);
            bob.expect("<item-not-found");
            bob.bind("one");
            bob.expect("</iq>");
            alice.sync();
        }
    }

    @Test
    void sessionThatIsNotResumedInTimeEndsAndItsRequestsGoBack() throws Exception {
        server.stop();
        server.resumption(Duration.ofMillis(300)).start();
        RawClient alice = RawClient.login(server, "alice", "a", "one");
        String id = enable(alice);
        alice.send("<presence/>");
        alice.expect("<presence");
        try (RawClient bob = RawClient.login(server, "bob", "b", "one")) {
            vanish(alice);
            bob.send("<iq type='get' id='q' to='alice@localhost/one'><x xmlns='urn:example'/></iq>");
            assertThat(bob.expect("</iq>")).contains("id='q'").contains("<service-unavailable");
            assertThat(server.sessions()).containsExactly(Jid.of("bob@localhost/one"));
        }
        try (RawClient again = authenticated("alice", "a")) {
            resume(again, id, 0);
            again.expect("<failed " + SM + " h='1'><item-not-found");
        }
    }

    @Test
    void sessionThatSaidGoodbyeIsGone() throws Exception {
        try (RawClient alice = RawClient.login(server, "alice", "a", "one");
                RawClient again = authenticated("alice", "a")) {
            String id = enable(alice);
            alice.send("</stream:stream>");
            alice.expect("</stream:stream>");
            Awaitility.await().until(() -> server.sessions().isEmpty());
            resume(again, id, 0);
            again.expect("<item-not-found");
        }
    }

    @Test
    void newSessionTakesTheAddressOfOneThatWaits() throws Exception {
        RawClient alice = RawClient.login(server, "alice", "a", "one");
        String id = enable(alice);
        vanish(alice);
        try (RawClient young = RawClient.login(server, "alice", "a", "one");
                RawClient again = authenticated("alice", "a")) {
            resume(again, id, 0);
            again.expect("<item-not-found");
            young.sync();
        }
    }

    @Test
    void countThatIsTooHighEndsTheStream() throws Exception {
        try (RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            enable(alice);
            alice.send("<a " + SM + " h='1'/>");
            assertThat(alice.expect("</stream:stream>"))
                    .contains("<undefined-condition")
                    .contains("<handled-count-too-high " + SM + " h='1' send-count='0'/>");
        }
    }

    @Test
    void whatComesAtTheWrongTimeFails() throws Exception {
        try (RawClient alice = authenticated("alice", "a")) {
            alice.send("<enable " + SM + "/>");
            alice.expect("<unexpected-request");
            alice.bind("one");
            alice.expect("</iq>");
            alice.send("<r " + SM + "/>");
            alice.expect("<unexpected-request");
            String id = enable(alice);
            alice.send("<enable " + SM + "/>");
            alice.expect("<unexpected-request");
            resume(alice, id, 0);
            alice.expect("<unexpected-request");
        }
    }

    @Test
    void serverWithoutItOffersNothing() throws Exception {
        server.stop();
        server.withoutStreamManagement().start();
        try (RawClient alice = RawClient.secured(server)) {
            alice.plain("alice", "a");
            alice.expect("<success");
            alice.open();
            assertThat(alice.expect("</stream:features>")).doesNotContain("urn:xmpp:sm");
            alice.bind("one");
            alice.expect("</iq>");
            alice.send("<enable " + SM + "/>");
            assertThat(alice.expect("</stream:stream>")).contains("unsupported-stanza-type");
        }
    }

    @Test
    void serverThatKeepsNoSessionsOnlyCounts() throws Exception {
        server.stop();
        server.resumption(Duration.ZERO).start();
        try (RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            alice.send("<enable " + SM + " resume='true'/>");
            alice.expect("<enabled " + SM + "/>");
            server.drop(Jid.of("alice@localhost/one"));
            assertThat(server.sessions()).isEmpty();
        }
    }

    @Test
    void negativeTimeIsRefused() {
        assertThatThrownBy(() -> server.resumption(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
