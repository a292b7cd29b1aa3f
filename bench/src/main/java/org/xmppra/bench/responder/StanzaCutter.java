package org.xmppra.bench.responder;

import java.util.Arrays;

/**
 * Finds the stanzas in the bytes of a well-behaved client: tags, quotes and depth, nothing else. Checks nothing, so that it
 * costs next to nothing; the contestants are trusted.
 */
final class StanzaCutter {
    /** Takes what was found. */
    interface Sink {
        /** A stanza, in {@code bytes} from {@code from} to {@code to}. */
        void stanza(byte[] bytes, int from, int to);

        /** The end of the stream. */
        void closed();
    }

    private byte[] held = new byte[4 * 1024];
    private int length;

    /** Takes bytes; {@code copy} puts them into the array at the index that it is given. */
    void take(int count, Copy copy, Sink sink) {
        if (length + count > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, length + count));
        }
        copy.to(held, length);
        length += count;
        int rest = cut(sink);
        System.arraycopy(held, rest, held, 0, length - rest);
        length -= rest;
    }

    /** Copies what was received. */
    interface Copy {
        /** Copies to an array. */
        void to(byte[] target, int at);
    }

    private int cut(Sink sink) {
        int start = 0;
        int depth = 0;
        int at = 0;
        while (at < length) {
            int open = indexOf('<', at);
            if (depth == 0) {
                start = open;
            }
            int close = open < length ? endOfTag(open) : length;
            if (close >= length) {
                return start;
            }
            if (held[open + 1] == '/') {
                depth--;
            } else if (held[close - 1] != '/') {
                depth++;
            }
            at = close + 1;
            if (depth < 0) {
                sink.closed();
                return length;
            }
            if (depth == 0) {
                sink.stanza(held, start, at);
                start = at;
            }
        }
        return start;
    }

    private int indexOf(char wanted, int from) {
        int at = from;
        while (at < length && held[at] != wanted) {
            at++;
        }
        return at;
    }

    private int endOfTag(int open) {
        int at = open;
        while (at < length && held[at] != '>') {
            if (held[at] == '\'' || held[at] == '"') {
                at = indexOf((char) held[at], at + 1);
            }
            at++;
        }
        return at;
    }
}
