package org.xmppra;

import java.io.Serializable;

/** An element on its way through Java serialization: as XML, which bounds the depth and is checked when it is read. */
final class SerializedElement implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String xml;

    SerializedElement(String xml) {
        this.xml = xml;
    }

    private Object readResolve() {
        return XmlTreeReader.parse(xml);
    }
}
