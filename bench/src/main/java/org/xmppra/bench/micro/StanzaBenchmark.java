package org.xmppra.bench.micro;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.bench.Work;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.IqTimer;
import org.xmppra.core.iq.PendingIqs;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.iq.SessionIdentity;
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

/** One stanza of some 330 bytes on its way through the core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class StanzaBenchmark {
    private static final String COMPONENT = "jabber:component:accept";
    private static final byte[] HEADER = bytes("<stream:stream xmlns='" + COMPONENT
            + "' xmlns:stream='http://etherx.jabber.org/streams' id='s1' from='" + Work.COMPONENT + "'>");
    private static final byte[] ANSWER = bytes("<iq type='result' id='Zs3k9QpLxT0a_1bV' from='" + Work.PEER + "' to='"
            + Work.COMPONENT + "'><value xmlns='" + Work.NAMESPACE + "'>" + Work.VALUE + "</value></iq>");

    private final XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
    private final XmlHeader header;
    private final XmlElement element;
    private final Jid peer = Jid.of(Work.PEER);
    private final SessionIdentity identity = SessionIdentity.component(Jid.of(Work.COMPONENT));
    private final PendingIqs pending = new PendingIqs(identity, new NoTimer(), new IqStatistics());
    private final IqRouter router = new IqRouter(RouterSettings.forComponent(), new IqStatistics());
    private final ReceivedIq.Request request;

    /** Reads what the measured steps begin with. */
    public StanzaBenchmark() {
        try {
            scanner.scan(HEADER, 0, HEADER.length);
            scanner.poll();
            header = XmlParser.parseHeader(HEADER);
            element = XmlParser.parse(new XmlFrame.Element(ANSWER), header);
        } catch (StreamException e) {
            throw new IllegalStateException(e);
        }
        request = new ReceivedIq.Request(Iq.get(Jid.of(Work.COMPONENT))
                .from(peer)
                .payload(element.children().get(0))
                .build());
        router.register(
                IqClaim.of(IqType.GET, Work.NAMESPACE, "value"),
                exchange -> exchange.answer(exchange.request().reply()),
                "benchmark");
    }

    /** Finding the end of a stanza, with all its checks. */
    @Benchmark
    public XmlFrame framing() throws StreamException {
        scanner.scan(ANSWER, 0, ANSWER.length);
        return Objects.requireNonNull(scanner.poll());
    }

    /** From bytes to the tree. */
    @Benchmark
    public XmlElement parsing() throws StreamException {
        return XmlParser.parse(new XmlFrame.Element(ANSWER), header);
    }

    /** From the tree to the IQ. */
    @Benchmark
    public Received reading() {
        return StanzaReader.read(element, COMPONENT, null);
    }

    /** A request with a new id, to bytes. */
    @Benchmark
    public byte[] serialising() {
        return StanzaWriter.write(Iq.get(peer).query(Work.NAMESPACE).build(), COMPONENT);
    }

    /** A request that is registered, written and answered. */
    @Benchmark
    public boolean correlating() {
        Iq asked = Iq.get(peer).query(Work.NAMESPACE).build();
        var entry = pending.register(asked, Duration.ofSeconds(30), outcome -> {});
        entry.markWritten();
        return pending.complete(Iq.result(asked.id())
                .from(peer)
                .to(entry.request().from().orElse(identity.self()))
                .build());
    }

    /** A request to its handler, and the empty answer back. */
    @Benchmark
    public void routing() {
        router.dispatch(request, (answer, dropped) -> true, identity);
    }

    /** The payload as an object. */
    @Benchmark
    public Value binding() {
        return element.children().get(0).as(Value.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record NoTimer() implements IqTimer {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void schedule(Runnable task, long delayNanos) {
            // No request of this benchmark is overdue.
        }
    }

    /** What the payload is bound to. */
    @XmlRootElement(name = "value", namespace = Work.NAMESPACE)
    public static class Value {
        /** The 200 characters. */
        @XmlValue
        public String text = "";
    }
}
