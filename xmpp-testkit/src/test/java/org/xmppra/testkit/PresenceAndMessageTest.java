package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RFC 6121 §4 and §8.5: who is available, and who gets an account's messages. */
class PresenceAndMessageTest {
    private static final String MESSAGE = "<message id='m' to='bob@localhost'><body>hello</body></message>";

    @RegisterExtension
    XmppTestServer server =
            XmppTestServer.domain("localhost").user("alice", "a").user("bob", "b");

    private RawClient alice;
    private RawClient bob;
    private RawClient otherBob;

    @BeforeEach
    void login() throws Exception {
        alice = RawClient.login(server, "alice", "a", "one");
        bob = RawClient.login(server, "bob", "b", "desk");
        otherBob = RawClient.login(server, "bob", "b", "phone");
    }

    @AfterEach
    void logout() throws Exception {
        alice.close();
        bob.close();
        otherBob.close();
    }

    @Test
    void messageToAnAccountGoesToTheHighestPriority() throws Exception {
        bob.send("<presence><priority>1</priority></presence>");
        otherBob.send("<presence><priority>5</priority></presence>");
        bob.sync();
        otherBob.sync();
        alice.send(MESSAGE);
        assertThat(otherBob.expect("</message>")).contains("<body>hello</body>").contains("from='alice@localhost/one'");
        assertThat(bob.sync()).doesNotContain("hello");
    }

    @Test
    void negativePriorityGetsNoMessages() throws Exception {
        bob.send("<presence><priority>-1</priority></presence>");
        bob.sync();
        alice.send(MESSAGE);
        assertThat(alice.expect("</message>")).contains("type='error'").contains("<service-unavailable");
        assertThat(bob.sync()).doesNotContain("hello");
    }

    @Test
    void unavailableSessionGetsNoMessages() throws Exception {
        bob.send("<presence/>");
        bob.send("<presence type='unavailable'/>");
        bob.sync();
        alice.send(MESSAGE);
        assertThat(alice.expect("</message>")).contains("<service-unavailable");
    }

    @Test
    void chatToAResourceThatIsGoneReachesTheAccount() throws Exception {
        bob.send("<presence/>");
        bob.sync();
        alice.send("<message type='chat' to='bob@localhost/gone'><body>hello</body></message>");
        assertThat(bob.expect("</message>")).contains("hello");
    }

    @Test
    void headlineToAResourceThatIsGoneIsDropped() throws Exception {
        bob.send("<presence/>");
        bob.sync();
        alice.send("<message type='headline' to='bob@localhost/gone'><body>hello</body></message>");
        assertThat(alice.sync()).doesNotContain("error");
        assertThat(bob.sync()).doesNotContain("hello");
    }

    @Test
    void errorIsNeverAnsweredWithAnError() throws Exception {
        alice.send("<message type='error' to='bob@localhost/gone'><body>hello</body></message>");
        alice.send("<message type='error' to='x@example.org'><body>hello</body></message>");
        assertThat(alice.sync()).doesNotContain("<message");
    }

    @Test
    void presenceIsShownToTheAccountsOwnSessions() throws Exception {
        bob.send("<presence><show>away</show></presence>");
        assertThat(bob.expect("</presence>")).contains("from='bob@localhost/desk'");
        otherBob.send("<presence/>");
        assertThat(otherBob.expect("<show>away</show>")).contains("from='bob@localhost/desk'");
        assertThat(bob.expect("to='bob@localhost/desk'/>")).contains("from='bob@localhost/phone'");
        otherBob.close();
        assertThat(bob.expect("/>")).contains("type='unavailable'");
        assertThat(alice.sync()).doesNotContain("presence");
    }

    @Test
    void directedPresenceReachesItsAddresseeAndIsTakenBackAtTheEnd() throws Exception {
        bob.send("<presence to='alice@localhost/one'/>");
        assertThat(alice.expect("/>")).contains("<presence ").contains("from='bob@localhost/desk'");
        bob.send("</stream:stream>");
        assertThat(alice.expect("/>")).contains("type='unavailable'").contains("from='bob@localhost/desk'");
    }
}
