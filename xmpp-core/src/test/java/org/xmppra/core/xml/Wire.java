package org.xmppra.core.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.xmppra.core.stream.StreamException;

/** Feeds a scanner and shows what comes out: headers with an H before them, elements as they are. */
final class Wire {
    private Wire() {}

    static String show(XmlFrame frame) {
        if (frame instanceof XmlFrame.Header header) {
            return "H" + new String(header.bytes(), UTF_8);
        }
        return frame instanceof XmlFrame.Element element ? new String(element.bytes(), UTF_8) : "close";
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Feeds all of the input in one piece. */
    static List<String> feed(XmlScanner scanner, byte[] in) throws StreamException {
        List<String> frames = new ArrayList<>();
        feed(scanner, in, 0, in.length, frames);
        return frames;
    }

    static void feed(XmlScanner scanner, byte[] in, int from, int to, List<String> frames) throws StreamException {
        int at = from;
        while (at < to) {
            at = scanner.scan(in, at, to);
            for (XmlFrame frame = scanner.poll(); frame != null; frame = scanner.poll()) {
                frames.add(show(frame));
            }
        }
    }
}
