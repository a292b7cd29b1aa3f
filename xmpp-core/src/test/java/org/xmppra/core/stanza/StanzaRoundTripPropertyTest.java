package org.xmppra.core.stanza;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorType;
import org.xmppra.XmlElement;
import org.xmppra.core.xml.XmlFrame;
import org.xmppra.core.xml.XmlHeader;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.core.xml.XmlParser;
import org.xmppra.core.xml.XmlScanner;

/** IQs written for the wire, framed, parsed and read: what arrives is what was sent. */
class StanzaRoundTripPropertyTest {

    @Property(tries = 500)
    @Tag("IQ-36")
    @Tag("IQ-3")
    void iqArrivesAsItWasSent(@ForAll("iqs") Iq iq, @ForAll("contentNamespaces") String namespace) throws Exception {
        assertThat(sent(iq, namespace)).isEqualTo(iq);
    }

    @Property(tries = 300)
    @Tag("IQ-4")
    @Tag("IQ-31")
    void errorArrivesAsItWasSent(@ForAll("errors") StanzaError error, @ForAll("contentNamespaces") String namespace)
            throws Exception {
        Iq answer = Iq.error("1", error).to(Jid.of("peer@far.example/x")).build();

        assertThat(sent(answer, namespace).error()).isEqualTo(error);
    }

    private Iq sent(Iq iq, String namespace) throws Exception {
        byte[] header =
                ("<stream:stream xmlns='" + namespace + "' xmlns:stream='" + XmlHeader.STREAMS + "'>").getBytes(UTF_8);
        byte[] stanza = StanzaWriter.write(iq, namespace);
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        scanner.scan(header, 0, header.length);
        XmlHeader read = XmlParser.parseHeader(((XmlFrame.Header) scanner.poll()).bytes());
        assertThat(scanner.scan(stanza, 0, stanza.length)).as("one stanza").isEqualTo(stanza.length);
        XmlFrame.Element frame = (XmlFrame.Element) scanner.poll();
        assertThat(frame.bytes()).isEqualTo(stanza);
        Received received = StanzaReader.read(XmlParser.parse(frame, read), namespace, null);
        return received instanceof ReceivedIq.Request request ? request.iq() : ((ReceivedIq.Response) received).iq();
    }

    @Provide
    Arbitrary<String> contentNamespaces() {
        return Arbitraries.of(ContentNamespaces.CLIENT, ContentNamespaces.COMPONENT);
    }

    @Provide
    Arbitrary<Iq> iqs() {
        return Combinators.combine(
                        Arbitraries.of(IqType.class),
                        texts().filter(id -> !id.isEmpty()),
                        jids().optional(0.7),
                        jids().optional(0.7),
                        Arbitraries.of("en", "de-AT").optional(0.3),
                        payloads(2).optional(0.7),
                        errors())
                .as(StanzaRoundTripPropertyTest::iq);
    }

    @Provide
    Arbitrary<StanzaError> errors() {
        return Combinators.combine(
                        Arbitraries.of(StanzaErrorCondition.class),
                        Arbitraries.of(StanzaErrorType.class).optional(0.5),
                        texts().optional(0.5),
                        Arbitraries.of("en", "de-AT").optional(0.5),
                        payloads(1).optional(0.5),
                        jids().optional(0.3))
                .as(StanzaRoundTripPropertyTest::error);
    }

    private static Iq iq(
            IqType type,
            String id,
            Optional<Jid> from,
            Optional<Jid> to,
            Optional<String> language,
            Optional<XmlElement> payload,
            StanzaError error) {
        Iq.Builder builder = switch (type) {
            case GET -> Iq.get().query("urn:default");
            case SET -> Iq.set().query("urn:default");
            case RESULT -> Iq.result(id);
            case ERROR -> Iq.error(id, error.language().isPresent() ? error : StanzaError.of(error.condition()));
        };
        payload.ifPresent(builder::payload);
        return builder.id(id)
                .from(from.orElse(null))
                .to(to.orElse(null))
                .language(language.orElse(null))
                .build();
    }

    private static StanzaError error(
            StanzaErrorCondition condition,
            Optional<StanzaErrorType> type,
            Optional<String> text,
            Optional<String> language,
            Optional<XmlElement> application,
            Optional<Jid> by) {
        StanzaError error = StanzaError.of(condition);
        if (type.isPresent()) {
            error = error.withType(type.get());
        }
        if (text.isPresent()) {
            error = language.isPresent() ? error.withText(text.get(), language.get()) : error.withText(text.get());
        }
        if (application.isPresent()) {
            error = error.withApplicationCondition(application.get());
        }
        return by.isPresent() ? error.withBy(by.get()) : error;
    }

    private static Arbitrary<XmlElement> payloads(int levels) {
        Arbitrary<String> namespaces = Arbitraries.of("urn:x", "urn:y", "urn:a'b&c");
        Arbitrary<String> names = Arbitraries.of("query", "error", "_x-1", "\u00e9\u4e2d");
        Arbitrary<Object> nodes = levels == 0
                ? texts().map(Object.class::cast)
                : Arbitraries.oneOf(
                        texts().map(Object.class::cast), payloads(levels - 1).map(Object.class::cast));
        return Combinators.combine(namespaces, names, texts(), nodes.list().ofMaxSize(3))
                .as((namespace, name, value, content) -> {
                    XmlElement.Builder element = XmlElement.named(namespace, name)
                            .attribute("k", value)
                            .attribute("p", "urn:p", "k", value);
                    for (Object node : content) {
                        if (node instanceof XmlElement child) {
                            element.child(child);
                        } else {
                            element.text((String) node);
                        }
                    }
                    return element.build();
                });
    }

    private static Arbitrary<Jid> jids() {
        return Arbitraries.of("peer@far.example/x'\"<>&", "far.example", "a@b\u00fccher.example", "[::1]/\u265a")
                .map(Jid::of);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "<", ">", "&", "'", "\"", "]]>", "\r", "\n", "\t", " ", "a", "</iq>", "\u00e9", "\ud83d\ude00")
                .list()
                .ofMaxSize(4)
                .map(pieces -> String.join("", pieces));
    }
}
