package org.xmppra;

import java.io.Serializable;

/** An address on its way through Java serialization: as text, which is checked again when it is read. */
final class SerializedJid implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text;

    SerializedJid(String text) {
        this.text = text;
    }

    private Object readResolve() {
        return Jid.of(text);
    }
}
