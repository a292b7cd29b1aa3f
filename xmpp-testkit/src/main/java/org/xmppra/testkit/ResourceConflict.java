package org.xmppra.testkit;

/** What happens when a client asks for a resource that another session of its account has (RFC 6120 §7.7.2.2). */
public enum ResourceConflict {
    /** The old session ends with the stream error {@code conflict}; the new one gets the resource. */
    REPLACE_OLD,
    /** The new client's bind is answered with the stanza error {@code conflict}; the old session stays. */
    REFUSE_NEW
}
