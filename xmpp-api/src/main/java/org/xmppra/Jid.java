package org.xmppra;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An XMPP address, {@code local@domain/resource}, prepared and enforced as RFC 7622 asks; so two addresses that mean the
 * same entity are {@linkplain #equals equal}, however they were written.
 *
 * <p>Parts are taken as they stand: nothing is escaped as XEP-0106 asks. Code points that RFC 5892 allows only in some
 * neighbourhoods (such as U+200C) are refused in a localpart and a domainpart. A domainpart may also be an IPv4 address
 * or an IPv6 literal in brackets.
 *
 * <p>Immutable, thread-safe, serializable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7622">RFC 7622</a>
 */
public final class Jid implements Serializable, Comparable<Jid> {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable String local;
    private final transient String domain;
    private final transient @Nullable String resource;
    private final transient String text;

    private Jid(@Nullable String local, String domain, @Nullable String resource) {
        this.local = local;
        this.domain = domain;
        this.resource = resource;
        this.text = (local == null ? "" : local + "@") + domain + (resource == null ? "" : "/" + resource);
    }

    /**
     * Reads an address.
     *
     * @param text {@code domain}, {@code local@domain}, {@code domain/resource} or {@code local@domain/resource}
     * @throws IllegalArgumentException if it is not a valid address; the message says which part is wrong and why
     */
    public static Jid of(String text) {
        Objects.requireNonNull(text, "JID");
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        String resource = slash < 0 ? null : text.substring(slash + 1);
        int at = bare.indexOf('@');
        String local = at < 0 ? null : bare.substring(0, at);
        return of(local, bare.substring(at + 1), resource);
    }

    /**
     * Builds an address from its parts.
     *
     * @param local the localpart, or null for an address of a server or component
     * @param domain the domainpart
     * @param resource the resourcepart, or null for a bare address
     * @throws IllegalArgumentException if a part is not valid; the message says which part is wrong and why
     */
    public static Jid of(@Nullable String local, String domain, @Nullable String resource) {
        Objects.requireNonNull(domain, "domainpart");
        return new Jid(
                local == null ? null : JidParts.local(local),
                JidDomain.prepare(domain),
                resource == null ? null : JidParts.resource(resource));
    }

    /** The localpart, or null if there is none. */
    public @Nullable String local() {
        return local;
    }

    /** The domainpart, as U-labels in lower case; an A-label that stands for no valid U-label stays as it is. */
    public String domain() {
        return domain;
    }

    /** The resourcepart, or null if this address is bare. */
    public @Nullable String resource() {
        return resource;
    }

    /** Whether there is no resourcepart. */
    public boolean isBare() {
        return resource == null;
    }

    /** This address without its resourcepart. */
    public Jid bare() {
        return resource == null ? this : new Jid(local, domain, null);
    }

    /** The domain alone: the address of the server or component. */
    public Jid domainJid() {
        return local == null && resource == null ? this : new Jid(null, domain, null);
    }

    /**
     * This address with another resourcepart.
     *
     * @throws IllegalArgumentException if the resourcepart is not valid
     */
    public Jid withResource(String newResource) {
        return new Jid(local, domain, JidParts.resource(newResource));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Jid jid && text.equals(jid.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(Jid other) {
        return text.compareTo(other.text);
    }

    /** The address as it stands in a stanza. */
    @Override
    public String toString() {
        return text;
    }

    private Object writeReplace() {
        return new SerializedJid(text);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("An address is serialized as its text");
    }
}
