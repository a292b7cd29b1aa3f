package org.xmppra;

/**
 * A message-driven bean with one method: answers the IQs of the namespace that its activation names
 * ({@code namespace}, {@code iqType}).
 */
public interface IqListener {
    /**
     * Answers one request. Runs on a thread of the container, inside its transaction if it has one; the answer leaves
     * after that committed.
     *
     * @param request a get or set
     * @return the answer, made with {@link Iq#reply()}, {@link Iq#reply(Object)} or {@link Iq#errorReply}; null for an
     *     empty result
     * @throws StanzaErrorException to answer with that error
     * @throws Exception any other answers {@code internal-server-error}; nothing of it reaches the requester
     */
    @org.jspecify.annotations.Nullable Iq onIq(Iq request) throws Exception;
}
