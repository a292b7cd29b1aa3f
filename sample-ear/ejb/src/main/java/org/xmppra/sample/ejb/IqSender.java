package org.xmppra.sample.ejb;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;

/** Asks any XMPP entity, over a pooled connection. Without a transaction: a slow peer must not hold one open. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IqSender {
    @Resource(lookup = "java:/eis/xmpp")
    @SuppressWarnings("NullAway.Init") // set by the container
    private XmppConnectionFactory xmpp;

    /**
     * Sends a request and waits for its answer.
     *
     * @param timeout how long to wait; null for what the connection factory is configured with
     * @return the answer, of type result
     * @throws RefusedRequestException if it cannot be sent as it stands: a component's request without a {@code to}. An
     *     unchecked exception would reach the caller as an EJBException, and the log as a system error.
     * @throws XmppException if the answer is an error, does not come in time, or cannot come
     */
    public Iq ask(Iq request, @Nullable Duration timeout) throws XmppException, RefusedRequestException {
        try (XmppConnection connection = xmpp.getConnection()) {
            return timeout == null ? connection.send(request) : connection.send(request, timeout);
        } catch (IllegalArgumentException e) {
            throw new RefusedRequestException(e);
        }
    }

    /** The address under which this bean asks. */
    public Jid address() throws XmppException {
        try (XmppConnection connection = xmpp.getConnection()) {
            return connection.jid();
        }
    }
}
