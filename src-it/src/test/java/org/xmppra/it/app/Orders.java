package org.xmppra.it.app;

import jakarta.ejb.MessageDriven;
import org.xmppra.IqEndpoint;
import org.xmppra.IqSet;

/** Takes orders, and returns them as they were understood. */
@MessageDriven
public class Orders implements IqEndpoint {
    /** Payload in, payload out. */
    @IqSet(Order.class)
    public Order order(Order order) {
        return order;
    }
}
