package org.xmppra;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lease on an XMPP session. Get it, use it, close it in one method; closing gives it back to the pool. Requests sent
 * with {@code sendAsync} or with callbacks belong to the session and outlive {@link #close()}.
 *
 * <p>A result or error to send (of type {@link IqType#RESULT} or {@link IqType#ERROR}) is never waited for: the blocking
 * form returns the IQ as it was sent, the stage is complete at once, no callback is called (RFC 6120 §8.2.3 knows no answer
 * to it).
 *
 * <p>Thread-safe; but a handle is meant for one caller, and the container may count it as one use of the pool.
 */
public interface XmppConnection extends AutoCloseable {
    /** The address the session is bound to: a full JID, or a component's domain. */
    Jid jid();

    /**
     * Sends a get or set and waits for its answer, for the default timeout of the factory (30 s unless configured).
     *
     * @return the answer, of type result
     * @throws IqErrorException if the answer is an error
     * @throws IqTimeoutException if no answer came in time
     * @throws XmppConnectionException if the connection is absent or was lost
     * @throws IllegalStateException on an I/O thread of the adapter, where waiting would block the answer itself
     */
    Iq send(Iq request) throws XmppException;

    /**
     * Sends a get or set and waits for its answer.
     *
     * @param timeout how long to wait; positive
     * @return the answer, of type result
     * @throws IllegalArgumentException if the timeout is zero or negative
     * @see #send(Iq)
     */
    Iq send(Iq request, Duration timeout) throws XmppException;

    /**
     * Sends a get or set and returns at once. The stage completes with the result, or exceptionally with what
     * {@link #send(Iq)} would throw, on the component's managed executor, with the caller's naming context, class loader
     * and security identity.
     *
     * @throws IllegalStateException if the caller has no component context to call back in
     */
    CompletionStage<Iq> sendAsync(Iq request) throws XmppException;

    /**
     * {@link #sendAsync(Iq)} with a timeout of its own.
     *
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    CompletionStage<Iq> sendAsync(Iq request, Duration timeout) throws XmppException;

    /**
     * Sends many as {@link #sendAsync(Iq)} sends one, and has them written together, which costs less.
     *
     * @param requests what to send, in this order
     * @return a stage for each, in the same order; one whose request cannot be sent has failed, and harms no other
     * @throws IllegalStateException if the caller has no component context to call back in
     */
    List<CompletionStage<Iq>> sendAsync(List<Iq> requests) throws XmppException;

    /**
     * {@link #sendAsync(List)} with a timeout for each of them.
     *
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    List<CompletionStage<Iq>> sendAsync(List<Iq> requests, Duration timeout) throws XmppException;

    /**
     * Sends a get or set and returns at once; one of the two callbacks is called once, on the component's managed
     * executor with the caller's context.
     *
     * @param answered takes the answer, result or error
     * @param unanswered takes the <em>request</em> and the reason: {@link IqTimeoutException} if no answer came in time,
     *     {@link XmppConnectionException} if the connection was lost
     * @param timeout how long to wait; null for the ceiling of the factory (10 minutes unless configured)
     * @return a handle to give the request up
     * @throws IllegalStateException if the caller has no component context to call back in
     */
    IqCallbackHandle send(
            Iq request, Consumer<Iq> answered, BiConsumer<Iq, XmppException> unanswered, @Nullable Duration timeout)
            throws XmppException;

    /**
     * Asks with a bound payload and returns the bound payload of the result.
     *
     * @param to whom to ask
     * @param payload what to ask: an object of a JAXB class, an {@link XmlElement}, raw XML, …; see {@link XmlElement#of}
     * @param resultType the JAXB class of the result's payload, or another type {@link XmlElement#as} knows
     * @throws XmppException as {@link #send(Iq)}; also if the result has no payload or one that is not of this type
     */
    <T> T get(Jid to, Object payload, Class<T> resultType) throws XmppException;

    /** Like {@link #get}, with an IQ of type set. */
    <T> T set(Jid to, Object payload, Class<T> resultType) throws XmppException;

    /** Gives the lease back. A second call does nothing. */
    @Override
    void close();
}
