package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server answers itself. */
class BuiltInServicesTest {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost")
            .user("alice", "a")
            .user("bob", "b")
            .component("echo.localhost", "s");

    private RawClient alice;

    @BeforeEach
    void login() throws Exception {
        alice = RawClient.login(server, "alice", "a", "one");
    }

    @AfterEach
    void logout() throws Exception {
        alice.close();
    }

    @Test
    void serverTellsWhatItIsAndAnswers() throws Exception {
        assertThat(get("localhost", "<query xmlns='" + INFO + "'/>"))
                .contains("<identity category='server' type='im'/>")
                .contains("<feature var='urn:xmpp:ping'/>")
                .contains("<feature var='jabber:iq:version'/>");
    }

    @Test
    void serverListsItsComponents() throws Exception {
        assertThat(get("localhost", "<query xmlns='" + ITEMS + "'/>")).contains("<item jid='echo.localhost'/>");
    }

    @Test
    void unknownNodeIsNotFound() throws Exception {
        assertThat(get("localhost", "<query xmlns='" + INFO + "' node='x'/>")).contains("<item-not-found");
        assertThat(get("localhost", "<query xmlns='" + ITEMS + "' node='x'/>")).contains("<item-not-found");
    }

    @Test
    void serverTellsItsVersion() throws Exception {
        assertThat(get("localhost", "<query xmlns='jabber:iq:version'/>"))
                .contains("<name>")
                .contains("<version>");
    }

    @Test
    void accountTellsThatItIsOne() throws Exception {
        assertThat(get("bob@localhost", "<query xmlns='" + INFO + "'/>"))
                .contains("<identity category='account' type='registered'/>")
                .doesNotContain("roster");
    }

    @Test
    void rosterIsForItsOwnerOnly() throws Exception {
        assertThat(get("bob@localhost", "<query xmlns='jabber:iq:roster'/>")).contains("<service-unavailable");
        assertThat(get("alice@localhost", "<query xmlns='jabber:iq:roster'/>"))
                .contains("type='result'")
                .contains("<query xmlns='jabber:iq:roster'/>");
    }

    @Test
    void setWhereOnlyGetIsKnownIsUnavailable() throws Exception {
        alice.send("<iq type='set' id='1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(alice.expect("</iq>")).contains("<service-unavailable");
    }

    private String get(String to, String payload) throws Exception {
        alice.send("<iq type='get' id='1' to='" + to + "'>" + payload + "</iq>");
        return alice.expect("</iq>");
    }
}
