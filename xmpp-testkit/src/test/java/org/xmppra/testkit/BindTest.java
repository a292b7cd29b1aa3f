package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Jid;

/** RFC 6120 §7: resources, given and taken. */
class BindTest {
    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost").user("alice", "a");

    @RegisterExtension
    static XmppTestServer refusing =
            XmppTestServer.domain("localhost").user("alice", "a").onConflict(ResourceConflict.REFUSE_NEW);

    @Test
    void resourceAskedForIsBound() throws Exception {
        try (RawClient client = authenticated(server)) {
            client.bind("desk &amp; chair");
            assertThat(client.expect("</iq>")).contains("<jid>alice@localhost/desk &amp; chair</jid>");
            assertThat(server.sessions()).containsExactly(Jid.of("alice@localhost/desk & chair"));
        }
    }

    @Test
    void resourceIsMadeUpForWhoAsksForNone() throws Exception {
        try (RawClient client = authenticated(server)) {
            client.send("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>");
            assertThat(client.expect("</iq>")).containsPattern("id='b'.*<jid>alice@localhost/[A-Za-z0-9_-]{8,}</jid>");
        }
    }

    @Test
    void resourceThatIsNoneIsABadRequestAndMayBeFollowedByABetterOne() throws Exception {
        try (RawClient client = authenticated(server)) {
            client.bind("x".repeat(1024));
            assertThat(client.expect("</iq>")).contains("type='error'").contains("<bad-request");
            client.bind("short");
            assertThat(client.expect("</iq>")).contains("<jid>alice@localhost/short</jid>");
        }
    }

    @Test
    void newSessionReplacesTheOldOneWithTheSameResource() throws Exception {
        try (RawClient old = RawClient.login(server, "alice", "a", "same");
                RawClient young = RawClient.login(server, "alice", "a", "same")) {
            assertThat(old.expect("</stream:stream>")).contains("<conflict");
            young.send("<iq type='get' id='1' to='alice@localhost/same'><q xmlns='urn:example'/></iq>");
            assertThat(young.expect("</iq>")).contains("<q xmlns='urn:example'/>");
        }
    }

    @Test
    void newSessionIsRefusedWhereTheOldOneStays() throws Exception {
        try (RawClient old = RawClient.login(refusing, "alice", "a", "same");
                RawClient young = authenticated(refusing)) {
            young.bind("same");
            assertThat(young.expect("</iq>")).contains("type='error'").contains("<conflict");
            young.bind("other");
            assertThat(young.expect("</iq>")).contains("<jid>alice@localhost/other</jid>");
            assertThat(old.sync()).doesNotContain("conflict");
        }
    }

    @Test
    void authenticatedStreamOffersBindingAndTheOldSession() throws Exception {
        try (RawClient client = RawClient.secured(server)) {
            client.plain("alice", "a");
            client.expect("<success");
            client.open();
            assertThat(client.expect("</stream:features>"))
                    .contains("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>")
                    .contains("<session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>")
                    .doesNotContain("mechanism");
            client.bind("one");
            client.expect("</iq>");
            client.send("<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
            assertThat(client.expect("id='s'/>")).contains("type='result'");
        }
    }

    private static RawClient authenticated(XmppTestServer server) throws Exception {
        RawClient client = RawClient.secured(server);
        client.plain("alice", "a");
        client.expect("<success");
        client.open();
        client.expect("</stream:features>");
        return client;
    }
}
