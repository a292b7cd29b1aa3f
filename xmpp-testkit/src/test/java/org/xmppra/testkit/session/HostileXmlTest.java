package org.xmppra.testkit.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.get;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.testkit.script.Script;

/** A server, or someone behind it, that sends what no stream may carry. */
@Timeout(60)
class HostileXmlTest {
    private static final String OPEN = "<iq type='get' id='x' from='bob@example.org/home'>";

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    static Stream<Arguments> hostilities() {
        return Stream.of(
                hostile("a DTD", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "restricted-xml"),
                hostile("a comment", "<!-- x -->", "restricted-xml"),
                hostile("a comment inside", OPEN + "<x xmlns='urn:x'><!-- x --></x></iq>", "restricted-xml"),
                hostile("a processing instruction", "<?php x?>", "restricted-xml"),
                hostile("one at depth", OPEN + "<x xmlns='urn:x'><y><?php x?></y></x></iq>", "restricted-xml"),
                hostile("a foreign entity", OPEN + "<x xmlns='urn:x'>&nbsp;</x></iq>", "restricted-xml"),
                hostile("a mismatched end tag", OPEN + "<x xmlns='urn:x'></y></iq>", "not-well-formed"),
                hostile("an undeclared prefix", OPEN + "<p:x/></iq>", "not-well-formed"),
                hostile("a duplicate attribute", "<iq type='get' type='set' id='x'/>", "not-well-formed"),
                hostile("text between stanzas", "hello", "not-well-formed"),
                hostile("a second header", "<?xml version='1.0'?>", "restricted-xml"),
                hostile("no stanza", "<hello xmlns='urn:x'/>", "unsupported-stanza-type"),
                hostile("an endless stanza", OPEN + "<x xmlns='urn:x'>" + "y".repeat(300_000), "policy-violation"),
                hostile("an endless attribute", "<iq type='" + "y".repeat(300_000), "policy-violation"),
                hostile("an abyss", OPEN + "<x xmlns='urn:x'>" + "<x>".repeat(100), "policy-violation"),
                hostile("many attributes", "<iq" + attributes(200) + "/>", "policy-violation"),
                hostile("an endless name", "<" + "y".repeat(2_000), "policy-violation"),
                Arguments.of(
                        "an overlong slash",
                        bytes(OPEN + "<x xmlns='urn:x'>\u00c0\u00af</x></iq>"),
                        "unsupported-encoding"),
                Arguments.of(
                        "half a character",
                        bytes(OPEN + "<x xmlns='urn:x'>\u00e2\u0082</x></iq>"),
                        "unsupported-encoding"));
    }

    private static Arguments hostile(String name, String xml, String condition) {
        return Arguments.of(name, xml.getBytes(UTF_8), condition);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(ISO_8859_1);
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes.toString();
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource("hostilities")
    @Tag("IQ-37")
    @Tag("ST-12")
    void streamEndsWithTheErrorThatFits(String name, byte[] xml, String condition) {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> pending = lab.ask(session, get("q1"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .send(xml)
                        .expect("<stream:error><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                                + "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>")
                        .expect("</stream:stream>")
                        .expectEnd())
                .await();
        assertThat(get(pending)).isInstanceOf(RequestOutcome.ConnectionLost.class);
        await().atMost(LONG).until(() -> session.state() == SessionState.DEAD);
    }

    @Test
    @Tag("IQ-37")
    void whatLooksHostileButIsNotGoesThrough() {
        lab.live();
        lab.peer()
                .play(Script.begin()
                        .send(
                                "\r\n \t<iq type='get' id='a>b' from='bob@example.org/home'\n><ping xmlns='urn:xmpp:ping'>"
                                        + "<![CDATA[ ]] ]]><x y='&lt;&amp;&#x1F600;'>&quot;</x>\r\n</ping ></iq >\n\n")
                        .expect("<iq type='result' id='a>b' to='bob@example.org/home'/>"))
                .await();
    }

    @Test
    @Tag("IQ-37")
    void charactersOfFourBytesSurviveOneByteSegments() {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = lab.ask(session, get("q1"));
        lab.peer()
                .play(Script.begin()
                        .expect("<iq id='q1'/>")
                        .drip("<iq type='result' id='q1' from='bob@example.org/home'>"
                                + "<t xmlns='urn:example'>é€😀</t></iq>"));
        RequestOutcome.Answered answered = (RequestOutcome.Answered) get(outcome);
        assertThat(answered.response().payload().text()).isEqualTo("é€😀");
    }
}
