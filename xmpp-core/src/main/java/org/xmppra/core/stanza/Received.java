package org.xmppra.core.stanza;

import org.xmppra.XmlElement;

/** What a first-level element of a live stream is. */
public sealed interface Received permits ReceivedIq, Received.Message, Received.Presence, Received.Other {
    /**
     * A message stanza.
     *
     * @param element all of it
     */
    record Message(XmlElement element) implements Received {}

    /**
     * A presence stanza.
     *
     * @param element all of it
     */
    record Presence(XmlElement element) implements Received {}

    /**
     * No stanza: an element of another namespace, or one that RFC 6120 §8 does not define.
     *
     * @param element all of it
     */
    record Other(XmlElement element) implements Received {}
}
