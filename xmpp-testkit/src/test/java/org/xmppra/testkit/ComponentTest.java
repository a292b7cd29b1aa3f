package org.xmppra.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XEP-0114: components, their proof and their addresses. */
class ComponentTest {
    @RegisterExtension
    static XmppTestServer server = XmppTestServer.domain("localhost")
            .user("alice", "a")
            .component("echo.localhost", "secret")
            .component("other.localhost", "secret");

    @Test
    void requestAndAnswerTravelBetweenClientAndComponent() throws Exception {
        try (RawClient component = RawClient.component(server, "echo.localhost", "secret");
                RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            alice.send("<iq type='get' id='1' to='bot@echo.localhost/x'><q xmlns='urn:example'/></iq>");
            assertThat(component.expect("</iq>"))
                    .isEqualTo("<iq type='get' id='1' to='bot@echo.localhost/x' from='alice@localhost/one'>"
                            + "<q xmlns='urn:example'/></iq>");
            component.send("<iq type='result' id='1' from='bot@echo.localhost/x' to='alice@localhost/one'/>");
            assertThat(alice.expect("/>")).contains("type='result'").contains("from='bot@echo.localhost/x'");
        }
    }

    @Test
    void stanzasChangeTheirNamespaceWithTheStreamAndPayloadsDoNot() throws Exception {
        try (RawClient component = RawClient.component(server, "echo.localhost", "secret");
                RawClient alice = RawClient.login(server, "alice", "a", "one")) {
            component.send("<message from='echo.localhost' to='alice@localhost/one'><body>hello</body>"
                    + "<f xmlns='urn:example'><message xmlns='jabber:client'/></f></message>");
            assertThat(alice.expect("</message>"))
                    .contains("<body>hello</body>")
                    .contains("<f xmlns='urn:example'><message xmlns='jabber:client'/></f>")
                    .doesNotContain("jabber:component:accept");
            alice.send("<iq type='error' id='2' to='echo.localhost'><error type='cancel'>"
                    + "<gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
            assertThat(component.expect("</iq>"))
                    .contains("<error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>")
                    .doesNotContain("jabber:client");
        }
    }

    @Test
    void componentsReachEachOther() throws Exception {
        try (RawClient one = RawClient.component(server, "echo.localhost", "secret");
                RawClient two = RawClient.component(server, "other.localhost", "secret")) {
            one.send(
                    "<iq type='get' id='1' from='echo.localhost' to='x@other.localhost'><q xmlns='urn:example'/></iq>");
            assertThat(two.expect("</iq>")).contains("from='echo.localhost'").contains("<q xmlns='urn:example'/>");
        }
    }

    @Test
    void componentGetsTheErrorOfARequestThatReachesNobody() throws Exception {
        try (RawClient component = RawClient.component(server, "echo.localhost", "secret")) {
            component.send("<iq type='get' id='1' from='echo.localhost' to='alice@localhost/gone'>"
                    + "<q xmlns='urn:example'/></iq>");
            assertThat(component.expect("</iq>"))
                    .contains("from='alice@localhost/gone'")
                    .contains("<service-unavailable");
        }
    }

    @Test
    void serverAnswersTheComponentsPing() throws Exception {
        try (RawClient component = RawClient.component(server, "echo.localhost", "secret")) {
            component.send(
                    "<iq type='get' id='1' from='echo.localhost' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
            assertThat(component.expect("/>")).contains("type='result'").contains("from='localhost'");
        }
    }

    @Test
    void wrongSecretIsNotAuthorized() throws Exception {
        try (RawClient component = opened("echo.localhost")) {
            component.handshake("wrong", component.streamId());
            assertThat(component.expect("</stream:stream>")).contains("<not-authorized");
        }
        assertThat(server.components()).doesNotContain("echo.localhost");
    }

    @Test
    void handshakeOfAnotherStreamIsNotAuthorized() throws Exception {
        try (RawClient first = opened("echo.localhost");
                RawClient second = opened("echo.localhost")) {
            second.streamId();
            second.handshake("secret", first.streamId());
            assertThat(second.expect("</stream:stream>")).contains("<not-authorized");
        }
    }

    @Test
    void domainThatIsNotConfiguredIsUnknown() throws Exception {
        try (RawClient component = opened("stranger.localhost")) {
            assertThat(component.expect("</stream:stream>")).contains("<host-unknown");
        }
    }

    @Test
    void secondConnectionOfAComponentIsAConflictAndTheFirstStays() throws Exception {
        try (RawClient first = RawClient.component(server, "echo.localhost", "secret");
                RawClient second = opened("echo.localhost")) {
            second.handshake("secret", second.streamId());
            assertThat(second.expect("</stream:stream>")).contains("<conflict");
            first.send("<iq type='get' id='1' from='echo.localhost' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
            assertThat(first.expect("/>")).contains("type='result'");
        }
    }

    @Test
    void stanzaBeforeTheHandshakeIsNotAuthorized() throws Exception {
        try (RawClient component = opened("echo.localhost")) {
            component.send("<message from='echo.localhost' to='alice@localhost'/>");
            assertThat(component.expect("</stream:stream>")).contains("<not-authorized");
        }
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            to='localhost'                            | improper-addressing
            from='echo.localhost'                     | improper-addressing
            from='alice@localhost' to='localhost'     | invalid-from
            from='other.localhost' to='localhost'     | invalid-from
            from='not an address' to='localhost'      | invalid-from
            """)
    void faultyAddressesEndTheStream(String addresses, String condition) throws Exception {
        try (RawClient component = RawClient.component(server, "echo.localhost", "secret")) {
            component.send("<iq type='get' id='1' " + addresses + "><ping xmlns='urn:xmpp:ping'/></iq>");
            assertThat(component.expect("</stream:stream>")).contains("<" + condition + " ");
        }
    }

    @Test
    void componentThatHasGoneMayComeBack() throws Exception {
        RawClient.component(server, "echo.localhost", "secret").close();
        Awaitility.await().until(() -> server.components().isEmpty());
        RawClient.component(server, "echo.localhost", "secret").close();
    }

    private static RawClient opened(String domain) throws Exception {
        RawClient component = RawClient.connect(server, server.componentPort());
        component.openComponent(domain);
        return component;
    }
}
