package org.xmppra.core.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.stream.StreamException;

/**
 * Cuts a stream of bytes into frames, and refuses whatever the parser may never see. A pure state machine: it knows no
 * sockets. Looks at each byte once, holds no more than {@link XmlLimits#maxBytes()} bytes, and reads nothing beyond a frame.
 *
 * <p>What a frame holds is well-formed but for the names of end tags, duplicate attributes, name characters beyond ASCII,
 * and namespaces: the parser's part. White space between stanzas (keep-alive) passes without a frame. What follows the
 * closing tag of the stream is dropped unread.
 *
 * <p>Errors (RFC 6120 §4.9.3, §11.1): {@code restricted-xml} for comments, processing instructions, DTDs, foreign
 * entities; {@code unsupported-encoding} for invalid UTF-8 or another encoding; {@code policy-violation} for a limit;
 * {@code not-well-formed} for all else, text between stanzas and a BOM included. After an error nothing more comes out.
 *
 * <p>Not thread-safe.
 */
public final class XmlScanner {
    private enum Place {
        /** Nothing but an XML declaration or a header may follow. */
        START,
        BEFORE_HEADER,
        IN_STREAM,
        CLOSED
    }

    private final XmlLimits limits;
    private final XmlMarkup markup;
    private final XmlBytes held;
    private Place place = Place.START;
    private boolean inFrame;
    private byte[] streamName = new byte[0];
    private @Nullable XmlFrame frame;
    private boolean closePending;

    /** A scanner that waits for a stream header. */
    public XmlScanner(XmlLimits limits) {
        this.limits = limits;
        this.markup = new XmlMarkup(limits);
        this.held = new XmlBytes(limits.maxBytes());
    }

    /**
     * Checks a complete document, such as a WebSocket message (RFC 7395 §3.3): one element, nothing before it or after.
     *
     * @throws StreamException if a stream with this element in it would have been refused
     */
    public static void checkDocument(byte[] document, XmlLimits limits) throws StreamException {
        XmlScanner scanner = new XmlScanner(limits);
        scanner.place = Place.IN_STREAM;
        if (document.length == 0 || XmlSyntax.isSpace(document[0])) {
            throw Refusal.malformed("the document does not begin with an element");
        }
        int end = scanner.scan(document, 0, document.length);
        if (!(scanner.poll() instanceof XmlFrame.Element) || end != document.length) {
            throw Refusal.malformed("the document is not one element");
        }
    }

    /**
     * Scans bytes up to the end of a frame or of the input, whatever comes first.
     *
     * @param in bytes, only read; an element that lies in them as a whole is not copied
     * @param from index of the first byte
     * @param to index behind the last byte
     * @return index behind the last byte that was used; if it is less than {@code to}, a frame ended there
     * @throws StreamException if the stream must end with an error
     */
    public int scan(byte[] in, int from, int to) throws StreamException {
        try {
            return inFrame ? scanFrame(in, from, from, to) : scanBetween(in, from, to);
        } catch (StreamException e) {
            close();
            throw e;
        }
    }

    /** The next frame that is complete; null if there is none. To be called after each {@link #scan} until null. */
    public @Nullable XmlFrame poll() {
        XmlFrame next = frame;
        frame = null;
        if (next == null && closePending) {
            closePending = false;
            return new XmlFrame.Close();
        }
        return next;
    }

    /**
     * Waits for a new stream header, an XML declaration allowed before it. After an error or a closed stream this has no
     * effect.
     *
     * @throws IllegalStateException in the middle of a frame
     */
    public void restart() {
        if (inFrame) {
            throw new IllegalStateException("A stream restarts between frames only");
        }
        if (place != Place.CLOSED) {
            place = Place.START;
        }
    }

    /** Bytes that were copied so far, for proving that the work is linear. */
    long copied() {
        return held.copied();
    }

    /** Bytes of memory that an unfinished frame takes up. */
    int capacity() {
        return held.capacity();
    }

    private int scanBetween(byte[] in, int from, int to) throws StreamException {
        if (place == Place.CLOSED) {
            return to;
        }
        int at = from;
        while (at < to && XmlSyntax.isSpace(in[at])) {
            at++;
        }
        if (at > from && place == Place.START) {
            place = Place.BEFORE_HEADER;
        }
        if (at == to) {
            return at;
        }
        if (in[at] != '<') {
            throw Refusal.malformed("bytes other than white space between stanzas");
        }
        inFrame = true;
        markup.begin(place == Place.START);
        return scanFrame(in, at, at + 1, to);
    }

    /**
     * @param from where the bytes begin that belong to the frame
     * @param next where those begin that were not looked at
     */
    private int scanFrame(byte[] in, int from, int next, int to) throws StreamException {
        int stop = from + Math.min(to - from, limits.maxBytes() - held.length());
        int at = next;
        while (at < stop) {
            at = markup.skip(in, at, stop);
            if (at < stop) {
                XmlMarkup.Event event = markup.next(in[at++]);
                if (event != XmlMarkup.Event.NONE && endsFrame(event)) {
                    inFrame = false;
                    complete(event, whole(in, from, at));
                    return at;
                }
            }
        }
        if (stop < to) {
            throw Refusal.tooMuch("a stanza is longer than " + limits.maxBytes() + " bytes");
        }
        held.append(in, from, at);
        return at;
    }

    private boolean endsFrame(XmlMarkup.Event event) {
        return event == XmlMarkup.Event.DECLARATION || place != Place.IN_STREAM || markup.depth() <= 0;
    }

    private XmlFrame.Element whole(byte[] in, int from, int to) {
        if (held.length() == 0) {
            return new XmlFrame.Element(in, from, to);
        }
        held.append(in, from, to);
        return new XmlFrame.Element(held.take());
    }

    private void complete(XmlMarkup.Event event, XmlFrame.Element whole) throws StreamException {
        if (event == XmlMarkup.Event.DECLARATION) {
            XmlDeclaration.check(whole.bytes());
            place = Place.BEFORE_HEADER;
        } else if (place != Place.IN_STREAM) {
            completeHeader(event, whole.bytes());
        } else if (markup.depth() == 0) {
            frame = whole;
        } else {
            checkClosingName(whole.bytes());
            close();
            closePending = true;
        }
    }

    private void completeHeader(XmlMarkup.Event event, byte[] bytes) throws StreamException {
        if (event == XmlMarkup.Event.END) {
            throw Refusal.malformed("an end tag before the stream header");
        }
        frame = new XmlFrame.Header(bytes);
        streamName = Arrays.copyOfRange(bytes, 1, endOfName(bytes, 1));
        place = Place.IN_STREAM;
        if (event == XmlMarkup.Event.EMPTY) {
            close();
            closePending = true;
        }
    }

    private void checkClosingName(byte[] tag) throws StreamException {
        int start = "</".length();
        if (!Arrays.equals(tag, start, endOfName(tag, start), streamName, 0, streamName.length)) {
            throw Refusal.malformed("an end tag that closes no element");
        }
    }

    private static int endOfName(byte[] tag, int start) {
        int end = start;
        while (XmlSyntax.isName(tag[end] & 0xFF)) {
            end++;
        }
        return end;
    }

    private void close() {
        place = Place.CLOSED;
        inFrame = false;
        held.clear();
    }
}
