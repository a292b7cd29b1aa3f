package org.xmppra.core.management;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamFeatures;

/** An element of stream management (XEP-0198). It is no stanza, and never counted. */
public sealed interface ManagementElement {
    /** The namespace of all of them, and of the feature. */
    String NAMESPACE = "urn:xmpp:sm:3";

    /**
     * A client wants stanzas to be counted.
     *
     * @param resume whether it wants to be able to resume its session
     * @param max how long it would like its session to be kept for that, or null
     */
    record Enable(boolean resume, @Nullable Duration max) implements ManagementElement {}

    /**
     * A client wants its session to go on, on this stream.
     *
     * @param previousId the session's id
     * @param h how many stanzas of the server it has handled
     */
    record Resume(String previousId, long h) implements ManagementElement {}

    /**
     * Stanzas are counted from here on.
     *
     * @param id what the session is resumed by, or null if it cannot be resumed
     * @param max how long the server keeps a session whose stream is lost, or null if it does not say
     * @param location where the server would rather be connected to for that, or null
     */
    record Enabled(
            @Nullable String id,
            @Nullable Duration max,
            @Nullable String location) implements ManagementElement {}

    /**
     * The session goes on, on this stream.
     *
     * @param previousId the session's id
     * @param h how many stanzas the server has handled
     */
    record Resumed(String previousId, long h) implements ManagementElement {}

    /**
     * Management was not enabled, or the session not resumed.
     *
     * @param h how many stanzas the server had handled, or null if it does not say
     * @param condition why, as the name of a stanza error's condition
     */
    record Failed(@Nullable Long h, String condition) implements ManagementElement {}

    /**
     * The other side's count.
     *
     * @param h how many stanzas it has handled
     */
    record Ack(long h) implements ManagementElement {}

    /** The other side wants our count. */
    record AckRequest() implements ManagementElement {}

    /** Whether a session can be resumed along with the login (§9.2). */
    static boolean isOfferedInline(XmlElement inline) {
        return inline.child(NAMESPACE, "sm").isPresent();
    }

    /** Whether a server offers it. */
    static boolean isOffered(StreamFeatures features) {
        return features.feature(NAMESPACE, "sm").isPresent();
    }

    /** Whether an element is one of these, understood or not. */
    static boolean is(XmlElement element) {
        return element.namespace().equals(NAMESPACE);
    }

    /**
     * Reads one.
     *
     * @throws StreamException if it is unknown, or lacks what it must have
     */
    static ManagementElement read(XmlElement element) throws StreamException {
        return switch (element.name()) {
            case "r" -> new AckRequest();
            case "a" -> new Ack(Counts.read(element));
            case "enable" -> new Enable(isTrue(element), max(element));
            case "resume" -> new Resume(previousId(element), Counts.read(element));
            case "enabled" -> enabled(element);
            case "resumed" -> new Resumed(previousId(element), Counts.read(element));
            case "failed" -> failed(element);
            default ->
                throw new StreamException(
                        StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, "an unknown element of stream management");
        };
    }

    private static Enabled enabled(XmlElement element) {
        String id = element.attribute("id").orElse("");
        boolean resumable = isTrue(element) && !id.isEmpty();
        return new Enabled(
                resumable ? id : null,
                max(element),
                element.attribute("location").orElse(null));
    }

    private static String previousId(XmlElement element) {
        return element.attribute("previd").orElse("");
    }

    private static boolean isTrue(XmlElement element) {
        return element.attribute("resume")
                .filter(value -> value.equals("true") || value.equals("1"))
                .isPresent();
    }

    private static @Nullable Duration max(XmlElement element) {
        return element.attribute("max").map(ManagementElement::seconds).orElse(null);
    }

    /** What is no number of seconds says nothing. */
    private static @Nullable Duration seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }

    private static Failed failed(XmlElement element) throws StreamException {
        Long h = element.attribute("h").isPresent() ? Counts.read(element) : null;
        return new Failed(
                h, element.children().stream().findFirst().map(XmlElement::name).orElse("no condition"));
    }
}
