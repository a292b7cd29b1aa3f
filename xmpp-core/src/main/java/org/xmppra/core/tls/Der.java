package org.xmppra.core.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.List;

/**
 * One element of DER (X.690): enough to read the names in a certificate, which the JDK hands out in a form that differs
 * from release to release.
 *
 * @param tag the tag's only byte
 * @param content the content's bytes
 */
record Der(int tag, byte[] content) {
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;

    /** The elements that follow one another in these bytes. */
    static List<Der> all(byte[] encoded) throws CertificateParsingException {
        List<Der> elements = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(encoded);
        try {
            while (in.hasRemaining()) {
                int tag = in.get() & 0xFF;
                int length = length(in);
                if (length > in.remaining()) {
                    throw new CertificateParsingException("DER element longer than what holds it");
                }
                byte[] content = new byte[length];
                in.get(content);
                elements.add(new Der(tag, content));
            }
            return elements;
        } catch (BufferUnderflowException e) {
            throw new CertificateParsingException("Truncated DER", e);
        }
    }

    /** The only element in these bytes, which must have this tag. */
    static Der only(int tag, byte[] encoded) throws CertificateParsingException {
        List<Der> elements = all(encoded);
        if (elements.size() != 1 || elements.get(0).tag() != tag) {
            throw new CertificateParsingException("DER element with tag " + tag + " expected");
        }
        return elements.get(0);
    }

    private static int length(ByteBuffer in) throws CertificateParsingException {
        int first = in.get() & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int octets = first & 0x7F;
        if (octets == 0 || octets > 3) {
            throw new CertificateParsingException("DER length of " + octets + " octets");
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | in.get() & 0xFF;
        }
        return length;
    }
}
