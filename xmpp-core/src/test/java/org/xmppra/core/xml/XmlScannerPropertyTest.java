package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.xmppra.core.stream.StreamException;

/** However the network cuts a stream, the same stanzas come out, each as soon as its last byte is there. */
class XmlScannerPropertyTest {
    private static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS + "'>";

    @Property(tries = 200)
    @Tag("IQ-37")
    void framesAreTheSameForEveryCutInTwoAndForSingleBytes(@ForAll("streams") Stream stream) throws Exception {
        byte[] bytes = Wire.bytes(stream.text());

        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(framed(bytes, List.of(cut))).as("cut at %d", cut).isEqualTo(stream.frames());
        }
        List<Integer> everywhere = new ArrayList<>();
        for (int i = 1; i < bytes.length; i++) {
            everywhere.add(i);
        }
        assertThat(framed(bytes, everywhere)).as("byte by byte").isEqualTo(stream.frames());
    }

    @Property(tries = 300)
    @Tag("IQ-37")
    void framesAreTheSameForAnyPieces(@ForAll("streams") Stream stream, @ForAll("cuts") List<Double> cuts)
            throws Exception {
        byte[] bytes = Wire.bytes(stream.text());
        TreeSet<Integer> places = new TreeSet<>();
        cuts.forEach(cut -> places.add((int) (cut * bytes.length)));

        assertThat(framed(bytes, List.copyOf(places))).isEqualTo(stream.frames());
        assertThat(channelled(bytes, List.copyOf(places))).isEqualTo(stream.frames());
    }

    @Property(tries = 200)
    @Tag("IQ-37")
    void frameComesOutWithItsLastByte(@ForAll("streams") Stream stream) throws Exception {
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        List<String> frames = new ArrayList<>();
        int sent = 0;
        for (String piece : stream.pieces()) {
            byte[] bytes = Wire.bytes(piece);
            Wire.feed(scanner, bytes, 0, bytes.length, frames);
            if (!piece.isBlank()) {
                sent++;
            }
            assertThat(frames).hasSize(sent);
        }
    }

    private static List<String> framed(byte[] bytes, List<Integer> cuts) throws StreamException {
        XmlScanner scanner = new XmlScanner(XmlLimits.DEFAULT);
        List<String> frames = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            Wire.feed(scanner, bytes, from, cut, frames);
            from = cut;
        }
        Wire.feed(scanner, bytes, from, bytes.length, frames);
        return frames;
    }

    private static List<String> channelled(byte[] bytes, List<Integer> cuts) {
        EmbeddedChannel channel = new EmbeddedChannel(new XmlFramer(XmlLimits.DEFAULT));
        int from = 0;
        for (int cut : cuts) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, cut - from));
            from = cut;
        }
        channel.writeInbound(Unpooled.copiedBuffer(bytes, from, bytes.length - from));
        List<String> frames = new ArrayList<>();
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            frames.add(Wire.show((XmlFrame) frame));
        }
        channel.finishAndReleaseAll();
        return frames;
    }

    /** What is sent, piece by piece: a header, stanzas with white space between them, and the end. */
    record Stream(List<String> pieces) {
        String text() {
            return String.join("", pieces);
        }

        List<String> frames() {
            List<String> frames = new ArrayList<>();
            pieces.stream().filter(piece -> !piece.isBlank()).forEach(frames::add);
            frames.set(0, "H" + frames.get(0));
            frames.set(frames.size() - 1, "close");
            return frames;
        }
    }

    @Provide
    Arbitrary<Stream> streams() {
        Arbitrary<String> between = Arbitraries.of(" ", "\n", "\r\n\t ");
        return Arbitraries.frequencyOf(Tuple.of(4, elements(2)), Tuple.of(1, between))
                .list()
                .ofMaxSize(4)
                .map(stanzas -> {
                    List<String> pieces = new ArrayList<>(List.of(HEADER));
                    pieces.addAll(stanzas);
                    pieces.add("</stream:stream>");
                    return new Stream(pieces);
                });
    }

    @Provide
    Arbitrary<List<Double>> cuts() {
        return Arbitraries.doubles().between(0, 1).list().ofMaxSize(6);
    }

    private static Arbitrary<String> elements(int levels) {
        Arbitrary<String> name = Arbitraries.of("a", "iq", "p:b", "xmlx", "_x-1.y", "\u00e9\u4e2d");
        Arbitrary<String> space = Arbitraries.of("", "", " ", "\r\n");
        Arbitrary<String> attribute = Arbitraries.of(
                "", "", " k='>'", " k=\"'/>\"", " k = '&amp;&#x41;'", " xmlns='u' l=']]>'", "\tk='\ud83d\ude00'");
        Arbitrary<String> nodes = Arbitraries.frequencyOf(
                        Tuple.of(3, text()),
                        Tuple.of(2, levels == 1 ? text() : Arbitraries.lazy(() -> elements(levels - 1))))
                .list()
                .ofMaxSize(3)
                .map(all -> String.join("", all));
        return Combinators.combine(name, attribute, space, nodes)
                .as((n, a, s, content) -> content.isEmpty()
                        ? "<" + n + a + s + "/>"
                        : "<" + n + a + s + ">" + content + "</" + n + s + ">");
    }

    private static Arbitrary<String> text() {
        return Arbitraries.of(
                "x",
                " ",
                "\r\n",
                "/>",
                "'\"",
                "]] ",
                "&lt;",
                "&#65;",
                "&#x10FFFF;",
                "<![CDATA[]]>",
                "<![CDATA[</a> ]] > &x;]]]]>",
                "\u00e9\u20ac",
                "\ud83d\ude00",
                "<b></b >",
                "<c/>");
    }
}
