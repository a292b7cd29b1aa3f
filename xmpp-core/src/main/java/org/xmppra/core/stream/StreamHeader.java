package org.xmppra.core.stream;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.XmlOutput;

/**
 * The opening tag of a stream (RFC 6120 §4.7).
 *
 * @param contentNamespace the default namespace, that of stanzas
 * @param from who opens it, or null
 * @param to to whom, or null
 * @param id the stream's id, given by the server, or null
 * @param version 1.0, or null where none is given: XEP-0114, or a server from before RFC 3920
 * @param language the default language, or null
 */
public record StreamHeader(
        String contentNamespace,
        @Nullable String from,
        @Nullable String to,
        @Nullable String id,
        @Nullable String version,
        @Nullable String language) {

    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
    private static final int USUAL_BYTES = 256;

    /** The header a client sends. */
    public static StreamHeader client(String domain) {
        return new StreamHeader(StreamNamespaces.CLIENT, null, domain, null, "1.0", "en");
    }

    /** The same, from this address. */
    public StreamHeader from(@Nullable String address) {
        return new StreamHeader(contentNamespace, address, to, id, version, language);
    }

    /** The header a component sends (XEP-0114 knows no version). */
    public static StreamHeader component(String domain) {
        return new StreamHeader(StreamNamespaces.COMPONENT, null, domain, null, null, null);
    }

    /**
     * Reads a header that was received.
     *
     * @param element the opening tag as an element without content
     * @param contentNamespace the default namespace that the stream must have
     * @throws StreamException if this is not the header of such a stream
     */
    public static StreamHeader read(XmlElement element, String contentNamespace) throws StreamException {
        if (!element.name().equals("stream")) {
            throw new StreamException(
                    StreamErrorCondition.BAD_FORMAT, "the root element is not <stream> (RFC 6120 §4.7)");
        }
        if (!element.namespace().equals(StreamNamespaces.STREAM)) {
            throw new StreamException(
                    StreamErrorCondition.INVALID_NAMESPACE, "the stream's namespace is not " + StreamNamespaces.STREAM);
        }
        boolean declared = element.declarations().stream()
                .anyMatch(d -> d.prefix().isEmpty() && d.namespace().equals(contentNamespace));
        if (!declared) {
            throw new StreamException(
                    StreamErrorCondition.INVALID_NAMESPACE,
                    "the stream's content namespace is not " + contentNamespace);
        }
        return new StreamHeader(
                contentNamespace,
                element.attribute("from").orElse(null),
                element.attribute("to").orElse(null),
                element.attribute("id").orElse(null),
                element.attribute("version").orElse(null),
                element.attribute(XML_NAMESPACE, "lang").orElse(null));
    }

    /** Whether the major version is 1, so that features follow (RFC 6120 §4.7.5). */
    public boolean announcesFeatures() {
        return Optional.ofNullable(version).filter(v -> v.startsWith("1.")).isPresent();
    }

    /** The opening tag, with the XML declaration before it. */
    public String toXml() {
        XmlOutput out = new XmlOutput(USUAL_BYTES).markup("<?xml version='1.0'?><stream:stream");
        attribute(out, "xmlns", contentNamespace);
        attribute(out, "xmlns:stream", StreamNamespaces.STREAM);
        attribute(out, "from", from);
        attribute(out, "to", to);
        attribute(out, "id", id);
        attribute(out, "version", version);
        attribute(out, "xml:lang", language);
        return out.markup(">").toString();
    }

    private static void attribute(XmlOutput out, String name, @Nullable String value) {
        if (value != null) {
            out.markup(" ").markup(name).markup("=").value(value);
        }
    }
}
