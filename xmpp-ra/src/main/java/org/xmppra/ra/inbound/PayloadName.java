package org.xmppra.ra.inbound;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchema;
import java.beans.Introspector;

/**
 * The element that a JAXB class stands for.
 *
 * @param namespace its namespace
 * @param element its local name
 */
record PayloadName(String namespace, String element) {
    private static final String DEFAULT = "##default";

    /**
     * Reads the class's {@code @XmlRootElement}, and its package's {@code @XmlSchema}.
     *
     * @throws IllegalArgumentException if they name no element with a namespace
     */
    static PayloadName of(Class<?> payload) {
        XmlRootElement root = payload.getAnnotation(XmlRootElement.class);
        if (root == null) {
            throw new IllegalArgumentException("the class " + payload.getName() + " has no @XmlRootElement");
        }
        String namespace = root.namespace();
        if (namespace.equals(DEFAULT)) {
            XmlSchema schema = payload.getPackage().getAnnotation(XmlSchema.class);
            namespace = schema == null ? "" : schema.namespace();
        }
        if (namespace.isEmpty()) {
            throw new IllegalArgumentException(
                    "the @XmlRootElement of " + payload.getName() + " needs a namespace (RFC 6120 §8.4)");
        }
        String element = root.name().equals(DEFAULT) ? Introspector.decapitalize(payload.getSimpleName()) : root.name();
        return new PayloadName(namespace, element);
    }
}
