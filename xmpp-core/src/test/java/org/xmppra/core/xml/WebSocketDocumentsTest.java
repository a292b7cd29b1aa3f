package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.StreamNamespaces;

@Tag("ST-3")
class WebSocketDocumentsTest {
    private static final XmlLimits LIMITS = new XmlLimits(1000, 8, 8, 100);
    private static final String OPEN = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'"
            + " from='example.org' id='a&amp;1' version='1.0' xml:lang='en'/>";

    private final EmbeddedChannel channel = channel(WebSocketDocuments.Role.CLIENT);

    private static EmbeddedChannel channel(WebSocketDocuments.Role role) {
        return new EmbeddedChannel(
                new WebSocketFrameAggregator(LIMITS.maxBytes()),
                new WebSocketDocuments(role, LIMITS),
                new XmlFramer(LIMITS));
    }

    private static EmbeddedChannel opened() {
        EmbeddedChannel opened = channel(WebSocketDocuments.Role.CLIENT);
        opened.writeInbound(new TextWebSocketFrame(OPEN));
        opened.readInbound();
        return opened;
    }

    private static StreamErrorCondition refusal(EmbeddedChannel channel, WebSocketFrame frame) {
        StreamException refusal = catchThrowableOfType(StreamException.class, () -> channel.writeInbound(frame));
        assertThat(refusal).isNotNull();
        assertThat(channel.<Object>readInbound()).isNull();
        return refusal.condition();
    }

    private static List<String> sent(EmbeddedChannel channel) {
        List<String> documents = new ArrayList<>();
        for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            if (frame instanceof TextWebSocketFrame text) {
                documents.add(text.text());
                text.release();
            }
        }
        return documents;
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    @Test
    void openBecomesTheHeaderOfAStream() throws Exception {
        channel.writeInbound(new TextWebSocketFrame(OPEN));
        XmlFrame.Header frame = channel.readInbound();
        StreamHeader header =
                StreamHeader.read(XmlParser.parseHeader(frame.bytes()).element(), StreamNamespaces.CLIENT);
        assertThat(header)
                .isEqualTo(new StreamHeader(StreamNamespaces.CLIENT, "example.org", null, "a&1", "1.0", "en"));
    }

    @Test
    void messageBecomesAnElementAndCloseTheEnd() {
        EmbeddedChannel opened = opened();
        opened.writeInbound(new TextWebSocketFrame("<iq xmlns='jabber:client' type='result' id='1'/>"));
        assertThat(opened.<Object>readInbound()).isInstanceOf(XmlFrame.Element.class);
        opened.writeInbound(new TextWebSocketFrame("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"));
        assertThat(opened.<Object>readInbound()).isInstanceOf(XmlFrame.Close.class);
        opened.writeInbound(new TextWebSocketFrame("<iq xmlns='jabber:client' type='result' id='2'/>"));
        assertThat(opened.<Object>readInbound()).isNull();
    }

    @Test
    void elementsOfOtherNamespacesAreNotFraming() {
        EmbeddedChannel opened = opened();
        opened.writeInbound(new TextWebSocketFrame("<close xmlns='urn:example'/>"));
        assertThat(opened.<Object>readInbound()).isInstanceOf(XmlFrame.Element.class);
    }

    @Test
    void closeThatSendsElsewhereIsAStreamErrorFirst() {
        EmbeddedChannel opened = opened();
        opened.writeInbound(new TextWebSocketFrame(
                "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing' see-other-uri='wss://other.example/'/>"));
        XmlFrame.Element error = opened.readInbound();
        assertThat(new String(error.bytes(), StandardCharsets.UTF_8))
                .contains("see-other-host")
                .contains("wss://other.example/");
        assertThat(opened.<Object>readInbound()).isInstanceOf(XmlFrame.Close.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                          | NOT_WELL_FORMED
                    ' '                                                         | NOT_WELL_FORMED
                    text                                                        | NOT_WELL_FORMED
                    <iq xmlns="jabber:client">                                  | NOT_WELL_FORMED
                    <a xmlns="jabber:client"/><b xmlns="jabber:client"/>        | NOT_WELL_FORMED
                    ' <iq xmlns="jabber:client"/>'                              | NOT_WELL_FORMED
                    '<iq xmlns="jabber:client"/> '                              | NOT_WELL_FORMED
                    </stream:stream>                                            | NOT_WELL_FORMED
                    <?xml version="1.0"?><iq xmlns="jabber:client"/>            | RESTRICTED_XML
                    <iq xmlns="jabber:client"><!-- --></iq>                     | RESTRICTED_XML
                    <!DOCTYPE iq><iq xmlns="jabber:client"/>                    | RESTRICTED_XML
                    <iq xmlns="jabber:client">&e;</iq>                          | RESTRICTED_XML
                    <a xmlns="n"><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a> | POLICY_VIOLATION
                    <iq/>                                                       | NOT_WELL_FORMED
                    <iq y="xmlns"/>                                             | NOT_WELL_FORMED
                    <stream:features/>                                          | NOT_WELL_FORMED
                    <open xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>         | NOT_WELL_FORMED
                    """)
    void whatAStreamWouldNotTakeIsRefused(String document, StreamErrorCondition condition) {
        assertThat(refusal(opened(), new TextWebSocketFrame(document))).isEqualTo(condition);
    }

    @Test
    void invalidUtf8IsRefused() {
        ByteBuf overlong =
                Unpooled.copiedBuffer("<iq xmlns='jabber:client'>\u00C0\u00AF</iq>", StandardCharsets.ISO_8859_1);
        assertThat(refusal(opened(), new TextWebSocketFrame(overlong)))
                .isEqualTo(StreamErrorCondition.UNSUPPORTED_ENCODING);
    }

    @Test
    void binaryMessageIsRefused() {
        assertThat(refusal(opened(), new BinaryWebSocketFrame(bytes("<iq xmlns='jabber:client'/>"))))
                .isEqualTo(StreamErrorCondition.POLICY_VIOLATION);
    }

    @Test
    void elementBeforeOpenIsRefused() {
        assertThat(refusal(channel, new TextWebSocketFrame("<iq xmlns='jabber:client'/>")))
                .isEqualTo(StreamErrorCondition.NOT_WELL_FORMED);
    }

    @Test
    void fragmentsAreOneMessageUpToTheLimit() {
        EmbeddedChannel opened = opened();
        opened.writeInbound(
                new TextWebSocketFrame(false, 0, "<iq xmlns='jabber:cl"),
                new ContinuationWebSocketFrame(false, 0, "ient' id='\u00FC"),
                new ContinuationWebSocketFrame(true, 0, "'/>"));
        assertThat(opened.<Object>readInbound()).isInstanceOf(XmlFrame.Element.class);
        opened.writeInbound(new TextWebSocketFrame(false, 0, "<iq xmlns='jabber:client'>" + "x".repeat(900)));
        assertThat(refusal(opened, new ContinuationWebSocketFrame(false, 0, "x".repeat(100))))
                .isEqualTo(StreamErrorCondition.POLICY_VIOLATION);
    }

    @ParameterizedTest
    @ValueSource(ints = {990, 2000})
    void messageIsBoundedAsAStanzaIs(int length) {
        assertThat(refusal(
                        opened(), new TextWebSocketFrame("<iq xmlns='jabber:client'>" + "x".repeat(length) + "</iq>")))
                .isEqualTo(StreamErrorCondition.POLICY_VIOLATION);
    }

    @Test
    void eachElementIsSentAsADocumentThatStandsAlone() {
        channel.writeOutbound(bytes(StreamHeader.client("example.org").toXml()));
        channel.writeOutbound(
                bytes("<iq id='1' type='get'><q xmlns='urn:q' a='>'/></iq><iq/><a xmlns='urn:a'/>"),
                bytes("<stream:error><reset xmlns='urn:e'/></stream:error></stream:stream>"));
        assertThat(sent(channel))
                .containsExactly(
                        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='example.org' version='1.0' xml:lang='en'/>",
                        "<iq xmlns='jabber:client' id='1' type='get'><q xmlns='urn:q' a='>'/></iq>",
                        "<iq xmlns='jabber:client'/>",
                        "<a xmlns='urn:a'/>",
                        "<stream:error xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
                                + "<reset xmlns='urn:e'/></stream:error>",
                        "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
    }

    @Test
    void restartOfTheClientIsASecondOpenBothWays() {
        channel.writeOutbound(bytes(StreamHeader.client("example.org").toXml()));
        channel.writeInbound(new TextWebSocketFrame(OPEN));
        channel.writeOutbound(bytes(StreamHeader.client("example.org").toXml()));
        channel.writeInbound(new TextWebSocketFrame(OPEN));
        assertThat(sent(channel)).hasSize(2).allMatch(document -> document.startsWith("<open "));
        assertThat(channel.inboundMessages()).hasSize(2).allMatch(XmlFrame.Header.class::isInstance);
    }

    @Test
    void whiteSpaceIsNotSent() {
        channel.writeOutbound(bytes(StreamHeader.client("example.org").toXml()), bytes(" "));
        assertThat(sent(channel)).hasSize(1);
    }
}
