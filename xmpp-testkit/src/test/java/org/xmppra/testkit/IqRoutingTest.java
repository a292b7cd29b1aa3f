package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Jid;

/** RFC 6120 §10.5 and RFC 6121 §8.5: where IQs go. */
class IqRoutingTest {
    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost")
            .user("alice", "a")
            .user("bob", "b")
            .component("absent.localhost", "s");

    private RawClient alice;
    private RawClient bob;

    @BeforeEach
    void login() throws Exception {
        alice = RawClient.login(server, "alice", "a", "one");
        bob = RawClient.login(server, "bob", "b", "two");
    }

    @AfterEach
    void logout() throws Exception {
        alice.close();
        bob.close();
    }

    @Test
    void requestAndAnswerTravelBetweenFullJidsWithTheSenderStamped() throws Exception {
        alice.send("<iq type='get' id='1' to='bob@localhost/two'><q xmlns='urn:example'/></iq>");
        assertThat(bob.expect("</iq>")).contains("from='alice@localhost/one'").contains("<q xmlns='urn:example'/>");
        bob.send("<iq type='result' id='1' to='alice@localhost/one'/>");
        assertThat(alice.expect("/>"))
                .contains("type='result'")
                .contains("id='1'")
                .contains("from='bob@localhost/two'");
    }

    @Test
    void requestToAnAbsentResourceComesBackFromThere() throws Exception {
        alice.send("<iq type='get' id='1' to='bob@localhost/gone'><q xmlns='urn:example'/></iq>");
        assertThat(alice.expect("</iq>"))
                .contains("type='error'")
                .contains("from='bob@localhost/gone'")
                .contains("<service-unavailable");
    }

    @Test
    void answersToAnAbsentResourceAreDropped() throws Exception {
        alice.send("<iq type='result' id='1' to='bob@localhost/gone'/>");
        alice.send("<iq type='error' id='2' to='bob@localhost/gone'/>");
        assertThat(alice.sync()).doesNotContain("id='1'").doesNotContain("id='2'");
    }

    @Test
    void requestToAnotherAccountIsAnsweredByTheServer() throws Exception {
        alice.send("<iq type='get' id='1' to='bob@localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(alice.expect("/>")).contains("type='result'").contains("from='bob@localhost'");
        alice.send("<iq type='get' id='2' to='bob@localhost'><q xmlns='urn:example'/></iq>");
        assertThat(alice.expect("</iq>")).contains("type='error'").contains("<service-unavailable");
        assertThat(bob.sync()).doesNotContain("urn:");
    }

    @Test
    void requestToNoAccountIsRefused() throws Exception {
        alice.send("<iq type='get' id='1' to='carol@localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
        assertThat(alice.expect("</iq>")).contains("<service-unavailable");
    }

    @Test
    void requestWithoutAddresseeIsAnsweredForTheOwnAccount() throws Exception {
        alice.send("<iq type='get' id='1'><query xmlns='jabber:iq:roster'/></iq>");
        assertThat(alice.expect("</iq>"))
                .contains("from='alice@localhost'")
                .contains("<query xmlns='jabber:iq:roster'/>");
    }

    @Test
    void requestToAnUnknownDomainIsRefused() throws Exception {
        alice.send("<iq type='get' id='1' to='x@example.org'><q xmlns='urn:example'/></iq>");
        assertThat(alice.expect("</iq>")).contains("from='x@example.org'").contains("<remote-server-not-found");
    }

    @Test
    void requestToAComponentThatIsNotConnectedIsRefused() throws Exception {
        alice.send("<iq type='get' id='1' to='absent.localhost'><q xmlns='urn:example'/></iq>");
        assertThat(alice.expect("</iq>")).contains("<service-unavailable");
    }

    @Test
    void requestThatIsNoneIsBad() throws Exception {
        alice.send("<iq type='get' id='1' to='bob@localhost/two'/>");
        assertThat(alice.expect("</iq>")).contains("id='1'").contains("<bad-request");
        alice.send("<iq type='get' id='2' to='bob@localhost/two'><a xmlns='u:a'/><b xmlns='u:b'/></iq>");
        assertThat(alice.expect("</iq>")).contains("id='2'").contains("<bad-request");
        alice.send("<iq type='ask' id='3' to='bob@localhost/two'><a xmlns='u:a'/></iq>");
        assertThat(alice.expect("</iq>")).contains("id='3'").contains("<bad-request");
        alice.send("<iq type='get' to='bob@localhost/two'><a xmlns='u:a'/></iq>");
        assertThat(alice.expect("</iq>")).contains("<bad-request");
        assertThat(bob.sync()).doesNotContain("u:a");
    }

    @Test
    void addressThatIsNoneComesBack() throws Exception {
        alice.send("<iq type='get' id='1' to='bob@local host/x'><a xmlns='u:a'/></iq>");
        assertThat(alice.expect("</iq>")).contains("<jid-malformed");
    }

    @Test
    void senderOfAnotherAccountEndsTheStream() throws Exception {
        alice.send("<iq type='get' id='1' from='bob@localhost/two' to='bob@localhost/two'><a xmlns='u:a'/></iq>");
        assertThat(alice.expect("</stream:stream>")).contains("<invalid-from");
        assertThat(bob.sync()).doesNotContain("u:a");
    }

    @Test
    void ownAccountAsSenderIsOverwrittenWithTheSession() throws Exception {
        alice.send("<iq type='get' id='1' from='alice@localhost' to='bob@localhost/two'><a xmlns='u:a'/></iq>");
        assertThat(bob.expect("</iq>")).contains("from='alice@localhost/one'");
    }

    @Test
    void observerSeesRequestAndTheServersAnswer() throws Exception {
        List<RoutedStanza> seen = new CopyOnWriteArrayList<>();
        Runnable end = server.observe(seen::add);
        alice.sync();
        end.run();
        bob.sync();
        assertThat(seen).extracting(RoutedStanza::type).containsExactly("get", "result");
        assertThat(seen.get(0).from()).isEqualTo(Jid.of("alice@localhost/one"));
    }

    @Test
    void injectedStanzaReachesTheSessionUnchanged() throws Exception {
        server.inject(Jid.of("alice@localhost/one"), "<iq type='result' id='9' from='mallory@localhost/x'/>");
        assertThat(alice.expect("/>")).isEqualTo("<iq type='result' id='9' from='mallory@localhost/x'/>");
    }

    @Test
    void sessionsAreListed() {
        assertThat(server.sessions()).contains(Jid.of("alice@localhost/one"), Jid.of("bob@localhost/two"));
    }
}
