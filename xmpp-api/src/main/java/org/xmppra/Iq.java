package org.xmppra;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IQ stanza: a request (get or set) or its one answer (result or error).
 *
 * <p>Immutable, thread-safe, serializable. Builders make requests, {@link #reply()} and {@link #errorReply} make answers.
 *
 * <pre>{@code
 * Iq request = Iq.get(peer).query("http://jabber.org/protocol/disco#info").build();
 * Iq answer = request.reply("<pong xmlns='urn:example'/>");
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3">RFC 6120 §8.2.3</a>
 */
public final class Iq implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient IqType type;
    private final transient String id;
    private final transient @Nullable Jid from;
    private final transient @Nullable Jid to;
    private final transient @Nullable String language;
    private final transient List<XmlElement> children;
    private final transient @Nullable StanzaError error;

    private Iq(Builder builder, String id) {
        this.type = builder.type;
        this.id = id;
        this.from = builder.from;
        this.to = builder.to;
        this.language = builder.language;
        this.children = builder.children;
        this.error = builder.error;
    }

    /** Begins a get to an entity. */
    public static Builder get(Jid to) {
        return new Builder(IqType.GET).to(Objects.requireNonNull(to, "to"));
    }

    /** Begins a get to the own account or server. */
    public static Builder get() {
        return new Builder(IqType.GET);
    }

    /** Begins a set to an entity. */
    public static Builder set(Jid to) {
        return new Builder(IqType.SET).to(Objects.requireNonNull(to, "to"));
    }

    /** Begins a set to the own account or server. */
    public static Builder set() {
        return new Builder(IqType.SET);
    }

    /** Begins a result from parts; {@link #reply()} is the usual way. */
    public static Builder result(String id) {
        return new Builder(IqType.RESULT).id(id);
    }

    /** Begins an error from parts; {@link #errorReply} is the usual way. */
    public static Builder error(String id, StanzaError error) {
        return builder(IqType.ERROR, Objects.requireNonNull(error, "error")).id(id);
    }

    static Builder builder(IqType type, @Nullable StanzaError error) {
        Builder builder = new Builder(type);
        builder.error = error;
        return builder;
    }

    /** Get, set, result or error. */
    public IqType type() {
        return type;
    }

    /** What ties an answer to its request. */
    public String id() {
        return id;
    }

    /** Who sent it, as the server stamped it; empty on a request that is yet to be sent, and on answers of the own server. */
    public Optional<Jid> from() {
        return Optional.ofNullable(from);
    }

    /** Whom it is for; empty for the own account or server. */
    public Optional<Jid> to() {
        return Optional.ofNullable(to);
    }

    /** The language of human-readable text in it ({@code xml:lang}). */
    public Optional<String> language() {
        return Optional.ofNullable(language);
    }

    /** Whether there is a payload to look at. */
    public boolean hasPayload() {
        return !children.isEmpty();
    }

    /**
     * The payload.
     *
     * @throws IllegalStateException if there is none, or more than one, as a faulty peer may send
     */
    public XmlElement payload() {
        if (children.size() != 1) {
            throw new IllegalStateException("The " + type + " " + id + " has "
                    + (children.isEmpty()
                            ? "no payload"
                            : children.size() + " payloads where RFC 6120 §8.2.3 allows one"));
        }
        return children.get(0);
    }

    /** The children as they were received, the error excepted: none, one, or, from a faulty peer, several. */
    public List<XmlElement> children() {
        return children;
    }

    /**
     * The error of an IQ of type error.
     *
     * @throws IllegalStateException if this is not of type error
     */
    public StanzaError error() {
        if (error == null) {
            throw new IllegalStateException("The " + type + " " + id + " has no error: look at type() first");
        }
        return error;
    }

    /** The empty result that answers this request. */
    public Iq reply() {
        return answer(IqType.RESULT, null, List.of());
    }

    /**
     * The result that answers this request.
     *
     * @param payload what {@link XmlElement#of} takes: an object of a JAXB class, raw XML, a DOM element, …
     */
    public Iq reply(Object payload) {
        return answer(IqType.RESULT, null, List.of(XmlElement.of(payload)));
    }

    /** The error that answers this request. */
    public Iq errorReply(StanzaError answer) {
        Objects.requireNonNull(answer, "error");
        return answer(IqType.ERROR, answer, answer.echoesRequest() ? children : List.of());
    }

    /** The error that answers this request by default: {@code feature-not-implemented}, of type cancel. */
    public Iq errorReply() {
        return errorReply(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
    }

    /** The error that answers this request, with the condition's recommended type. */
    public Iq errorReply(StanzaErrorCondition condition) {
        return errorReply(StanzaError.of(condition));
    }

    private Iq answer(IqType answerType, @Nullable StanzaError answerError, List<XmlElement> answerChildren) {
        if (!type.isRequest()) {
            throw new IllegalStateException("The " + type + " " + id + " is itself an answer and is never answered");
        }
        return builder(answerType, answerError)
                .id(id)
                .from(to)
                .to(from)
                .children(answerChildren)
                .build();
    }

    /** A builder that begins with everything this IQ has. */
    public Builder toBuilder() {
        return builder(type, error).id(id).from(from).to(to).language(language).children(children);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Iq that
                && type == that.type
                && id.equals(that.id)
                && Objects.equals(from, that.from)
                && Objects.equals(to, that.to)
                && Objects.equals(language, that.language)
                && children.equals(that.children)
                && Objects.equals(error, that.error);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, id, from, to, language, children, error);
    }

    /** Head and payload name; never the payload itself, which may hold a secret. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("iq ").append(type).append(' ').append(id);
        from().ifPresent(jid -> text.append(" from ").append(jid));
        to().ifPresent(jid -> text.append(" to ").append(jid));
        children.forEach(
                child -> text.append(" {").append(child.namespace()).append('}').append(child.name()));
        return error == null
                ? text.toString()
                : text.append(' ').append(error.conditionName()).toString();
    }

    private Object writeReplace() {
        return new SerializedIq(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("An IQ is serialized by its parts");
    }

    /** Makes an IQ. Not thread-safe. */
    public static final class Builder {
        private final IqType type;
        private @Nullable String id;
        private @Nullable Jid from;
        private @Nullable Jid to;
        private @Nullable String language;
        private List<XmlElement> children = List.of();
        private @Nullable StanzaError error;

        private Builder(IqType type) {
            this.type = type;
        }

        /**
         * Sets the id; without it a unique, unguessable one is made.
         *
         * @throws IllegalArgumentException if it is empty
         */
        public Builder id(String newId) {
            if (newId.isEmpty()) {
                throw new IllegalArgumentException("An IQ's id must not be empty (RFC 6120 §8.1.3)");
            }
            this.id = XmlChars.checkText("id", newId);
            return this;
        }

        /** Sets whom it is for; null for the own account or server. */
        public Builder to(@Nullable Jid newTo) {
            this.to = newTo;
            return this;
        }

        /** Sets who sends it. A client's server stamps it anyway; a component needs it only to speak as one of several addresses. */
        public Builder from(@Nullable Jid newFrom) {
            this.from = newFrom;
            return this;
        }

        /** Sets the language of human-readable text in it (BCP 47), or null. */
        public Builder language(@Nullable String newLanguage) {
            this.language = newLanguage == null ? null : XmlChars.checkText("xml:lang", newLanguage);
            return this;
        }

        /**
         * Sets the payload to an empty {@code <query/>} of a namespace, in place of an earlier one. The type stays.
         *
         * @throws IllegalArgumentException if the namespace is empty
         */
        public Builder query(String namespace) {
            return payload(XmlElement.named(namespace, "query").build());
        }

        /**
         * Sets the payload, in place of an earlier one.
         *
         * @param payload what {@link XmlElement#of} takes: an object of a JAXB class, raw XML, a DOM element, …
         * @throws IllegalArgumentException if it cannot be written as one well-formed element with a namespace
         */
        public Builder payload(Object payload) {
            this.children = List.of(XmlElement.of(payload));
            return this;
        }

        /**
         * Sets the children as they were received, in place of an earlier payload: a faulty peer may send several,
         * between which {@link Iq#payload()} refuses to choose, and only a result or an error may have. To make an IQ, use {@link #payload}.
         */
        public Builder children(List<XmlElement> received) {
            this.children = List.copyOf(received);
            return this;
        }

        /**
         * The IQ.
         *
         * @throws IllegalArgumentException if it is a get or set that has not one payload (RFC 6120 §8.2.3)
         */
        public Iq build() {
            if (type.isRequest() && children.size() != 1) {
                throw new IllegalArgumentException("A " + type + " needs one payload, not " + children.size()
                        + ": call query(namespace) or payload(…) (RFC 6120 §8.2.3)");
            }
            return new Iq(this, id == null ? IqIds.next() : id);
        }
    }
}
