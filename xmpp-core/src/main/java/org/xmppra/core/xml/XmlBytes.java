package org.xmppra.core.xml;

import java.util.Arrays;

/** The bytes of an unfinished frame: grows by doubling up to a bound, and holds no memory between frames. */
final class XmlBytes {
    private static final byte[] NONE = new byte[0];
    private static final int FIRST_CAPACITY = 256;

    private final int bound;
    private byte[] bytes = NONE;
    private int length;
    private long copied;

    XmlBytes(int bound) {
        this.bound = bound;
    }

    int length() {
        return length;
    }

    int capacity() {
        return bytes.length;
    }

    long copied() {
        return copied;
    }

    void append(byte[] in, int from, int to) {
        int needed = length + to - from;
        if (needed > bytes.length) {
            grow(needed);
        }
        System.arraycopy(in, from, bytes, length, to - from);
        copied += to - from;
        length = needed;
    }

    private void grow(int needed) {
        int doubled = (int) Math.min(bound, Math.max(FIRST_CAPACITY, 2L * bytes.length));
        bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
        copied += length;
    }

    byte[] take() {
        byte[] taken = bytes;
        if (length < bytes.length) {
            taken = Arrays.copyOf(bytes, length);
            copied += length;
        }
        clear();
        return taken;
    }

    void clear() {
        bytes = NONE;
        length = 0;
    }
}
