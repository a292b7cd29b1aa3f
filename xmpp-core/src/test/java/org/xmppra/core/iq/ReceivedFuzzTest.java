package org.xmppra.core.iq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.stanza.ContentNamespaces;
import org.xmppra.core.stanza.Received;
import org.xmppra.core.stanza.ReceivedIq;
import org.xmppra.core.stanza.StanzaReader;
import org.xmppra.core.stanza.StanzaWriter;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.xml.XmlFrame;
import org.xmppra.core.xml.XmlHeader;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.core.xml.XmlParser;
import org.xmppra.core.xml.XmlScanner;

/** Any element that frames, read as a stanza and answered. */
class ReceivedFuzzTest {
    private static final XmlHeader HEADER = header();
    private static final SessionIdentity CLIENT = SessionIdentity.client(Jid.of("me@home.example/desk"));

    private static XmlHeader header() {
        try {
            return XmlParser.parseHeader(
                    ("<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS + "'>").getBytes(UTF_8));
        } catch (StreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is read never throws, and what is passed on says the same when it is read again. */
    @FuzzTest(maxDuration = "60s")
    @Tag("IQ-36")
    void stanzaIsReadAndWrittenAgain(byte[] bytes) {
        Iq iq = iqOf(received(bytes));
        if (iq == null || iq.children().size() > 1) {
            return;
        }
        Iq again = iqOf(received(StanzaWriter.write(iq, ContentNamespaces.CLIENT)));

        assertThat(again).isNotNull();
        assertThat(again.id()).isEqualTo(iq.id());
        assertThat(again.from()).isEqualTo(iq.from());
        assertThat(again.to()).isEqualTo(iq.to());
        assertThat(again.children()).isEqualTo(iq.children());
        assertThat(StanzaWriter.write(again, ContentNamespaces.CLIENT))
                .isEqualTo(StanzaWriter.write(iq, ContentNamespaces.CLIENT));
    }

    /** A request with an id and an honest sender gets one answer, anything else none. */
    @FuzzTest(maxDuration = "60s")
    @Tag("IQ-25")
    void requestGetsOneAnswerAndNothingElseDoes(byte[] bytes) {
        Received received = received(bytes);
        if (received == null) {
            return;
        }
        IqStatistics statistics = new IqStatistics();
        IqRouter router = new IqRouter(RouterSettings.client(), statistics);
        PendingIqs pending = new PendingIqs(CLIENT, new FakeTimer(), statistics);
        List<byte[]> sent = new ArrayList<>();

        boolean stanza = new IqDispatcher(pending, router, statistics, LockSupport::unpark)
                .receive(
                        received,
                        (answer, dropped) -> sent.add(StanzaWriter.write(answer, ContentNamespaces.CLIENT)),
                        CLIENT);

        boolean due = received instanceof ReceivedIq.Request
                || received instanceof ReceivedIq.Malformed malformed
                        && malformed.answerTo().isPresent();
        assertThat(sent).hasSize(due ? 1 : 0);
        assertThat(stanza).isNotEqualTo(received instanceof Received.Other);
        if (due) {
            assertThat(received(sent.get(0))).isInstanceOf(ReceivedIq.Response.class);
        }
    }

    private static Received received(byte[] bytes) {
        try {
            XmlScanner.checkDocument(bytes, XmlLimits.DEFAULT);
            XmlElement element = XmlParser.parse(new XmlFrame.Element(bytes), HEADER);
            return StanzaReader.read(element, ContentNamespaces.CLIENT, null);
        } catch (StreamException e) {
            return null;
        }
    }

    private static Iq iqOf(Received received) {
        if (received instanceof ReceivedIq.Request request) {
            return request.iq();
        }
        return received instanceof ReceivedIq.Response response ? response.iq() : null;
    }
}
