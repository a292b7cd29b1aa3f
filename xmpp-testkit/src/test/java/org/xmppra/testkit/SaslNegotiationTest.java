package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RFC 6120 §6: attempts to authenticate, few of which may fail. */
class SaslNegotiationTest {
    private static final String SASL = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'";

    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost").user("alice", "secret");

    private RawClient client;

    @BeforeEach
    void secure() throws Exception {
        client = RawClient.secured(server);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
    }

    @Test
    void wrongPasswordAndWrongNameLookTheSame() throws Exception {
        client.plain("alice", "wrong");
        String wrongPassword = client.expect("</failure>");
        client.plain("nobody", "secret");
        assertThat(client.expect("</failure>")).isEqualTo(wrongPassword).contains("<not-authorized/>");
    }

    @Test
    void anAttemptThatFailedMayBeFollowedByOneThatSucceeds() throws Exception {
        client.plain("alice", "wrong");
        client.expect("</failure>");
        client.plain("alice", "secret");
        client.expect("<success");
    }

    @Test
    void thirdFailureEndsTheStream() throws Exception {
        for (int i = 0; i < 3; i++) {
            client.plain("alice", "wrong");
            client.expect("</failure>");
        }
        assertThat(client.expect("</stream:stream>")).contains("<policy-violation");
    }

    @Test
    void mechanismThatIsNotOfferedIsInvalid() throws Exception {
        client.send("<auth " + SASL + " mechanism='DIGEST-MD5'/>");
        assertThat(client.expect("</failure>")).contains("<invalid-mechanism/>");
    }

    @Test
    void knownMechanismThatIsNotOfferedIsInvalid() throws Exception {
        client.send("<auth " + SASL + " mechanism='SCRAM-SHA-512'/>");
        assertThat(client.expect("</failure>")).contains("<invalid-mechanism/>");
    }

    @Test
    void whatIsNotBase64IsRefused() throws Exception {
        client.send("<auth " + SASL + " mechanism='PLAIN'>not base64!</auth>");
        assertThat(client.expect("</failure>")).contains("<incorrect-encoding/>");
    }

    @Test
    void plainWithoutInitialResponseIsAskedForIt() throws Exception {
        client.send("<auth " + SASL + " mechanism='PLAIN'/>");
        client.expect("<challenge " + SASL + "/>");
        client.send("<response " + SASL + ">AGFsaWNlAHNlY3JldA==</response>");
        client.expect("<success");
    }

    @Test
    void abortIsConfirmed() throws Exception {
        client.send("<auth " + SASL + " mechanism='SCRAM-SHA-256'/>");
        client.expect("<challenge");
        client.send("<abort " + SASL + "/>");
        assertThat(client.expect("</failure>")).contains("<aborted/>");
    }

    @Test
    void responseToNoChallengeIsMalformed() throws Exception {
        client.send("<response " + SASL + ">AGFsaWNlAHNlY3JldA==</response>");
        assertThat(client.expect("</failure>")).contains("<malformed-request/>");
    }

    @Test
    void secondAuthenticationEndsTheStream() throws Exception {
        client.plain("alice", "secret");
        client.expect("<success");
        client.open();
        client.expect("</stream:features>");
        client.plain("alice", "secret");
        assertThat(client.expect("</stream:stream>")).contains("<policy-violation");
    }
}
