package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmppra.Jid;
import org.xmppra.core.xml.XmlLimits;

/** RFC 6120 §4: headers, errors, the end of a stream. */
class StreamTest {
    private static final int MAX_BYTES = 20_000;

    @RegisterExtension
    static XmppTestServer server =
            XmppTestServer.domain("localhost").user("alice", "a").limits(new XmlLimits(MAX_BYTES, 64, 128, 1024));

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            to='other.example' version='1.0' | host-unknown
            to='not a domain' version='1.0'  | host-unknown
            version='1.0'                    | improper-addressing
            to='localhost'                   | unsupported-version
            to='localhost' version='0.9'     | unsupported-version
            """)
    void faultyHeaderIsAnsweredWithHeaderAndError(String attributes, String condition) throws Exception {
        try (RawClient client = RawClient.connect(server, server.clientPort())) {
            client.send("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
                    + attributes + ">");
            assertThat(client.expect("</stream:stream>"))
                    .startsWith("<?xml version='1.0'?><stream:stream ")
                    .contains("from='localhost'")
                    .contains("<stream:error><" + condition + " ");
        }
    }

    @Test
    void foreignContentNamespaceIsRefused() throws Exception {
        try (RawClient client = RawClient.connect(server, server.clientPort())) {
            client.send("<stream:stream xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'"
                    + " to='localhost' version='1.0'>");
            assertThat(client.expect("</stream:stream>")).contains("<invalid-namespace");
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            <iq></message>                                          | not-well-formed
            <iq type='get' type='get' id='1'><a xmlns='u'/></iq>    | not-well-formed
            <!-- x -->                                              | restricted-xml
            <message><body>&other;</body></message>                 | restricted-xml
            <stuff xmlns='urn:example'/>                            | unsupported-stanza-type
            """)
    void faultyXmlEndsTheStream(String xml, String condition) throws Exception {
        try (RawClient client = RawClient.login(server, "alice", "a", "one")) {
            client.send(xml);
            assertThat(client.expect("</stream:stream>")).contains("<stream:error><" + condition + " ");
        }
    }

    @Test
    void stanzaThatIsTooLongEndsTheStream() throws Exception {
        try (RawClient client = RawClient.login(server, "alice", "a", "one")) {
            client.send("<message><body>" + "x".repeat(MAX_BYTES) + "</body></message>");
            assertThat(client.expect("</stream:stream>")).contains("<policy-violation");
        }
    }

    @Test
    void closingTagIsAnsweredAndTheConnectionClosed() throws Exception {
        try (RawClient client = RawClient.login(server, "alice", "a", "one")) {
            client.send("</stream:stream>");
            assertThat(client.expectEnd()).isEqualTo("</stream:stream>");
        }
    }

    @Test
    void stanzaBeforeBindingEndsTheStream() throws Exception {
        try (RawClient client = RawClient.secured(server)) {
            client.plain("alice", "a");
            client.expect("<success");
            client.open();
            client.expect("</stream:features>");
            client.send("<message to='alice@localhost'/>");
            assertThat(client.expect("</stream:stream>")).contains("<not-authorized");
        }
    }

    @Test
    void stanzaBeforeAuthenticationEndsTheStream() throws Exception {
        try (RawClient client = RawClient.secured(server)) {
            client.bind("one");
            assertThat(client.expect("</stream:stream>")).contains("<not-authorized");
        }
    }

    @Test
    void eachStreamHasAnIdOfItsOwn() throws Exception {
        assertThat(streamId()).isNotEqualTo(streamId());
    }

    private static String streamId() throws IOException {
        try (RawClient client = RawClient.connect(server, server.clientPort())) {
            client.open();
            return client.streamId();
        }
    }

    @Test
    void clientThatDoesNotReadIsDropped() throws Exception {
        RawClient deaf = RawClient.login(server, "alice", "a", "deaf");
        try (RawClient writer = RawClient.login(server, "alice", "a", "loud")) {
            String text = "<message to='alice@localhost/deaf'><body>" + "x".repeat(16_000) + "</body></message>";
            int sent = 0;
            while (server.sessions().size() == 2 && sent < 10_000) {
                for (int i = 0; i < 100; i++) {
                    writer.send(text);
                    sent++;
                }
                writer.sync();
            }
            assertThat(server.sessions()).containsExactly(Jid.of("alice@localhost/loud"));
        } finally {
            deaf.close();
        }
    }
}
