package org.xmppra.it.secure;

import jakarta.ejb.MessageDriven;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqSet;
import org.xmppra.XmlElement;

/** Enters entries into a database, which refuses some of them only when the transaction commits. */
@MessageDriven
public class Ledger implements IqEndpoint {
    private static final String NAMESPACE = "urn:example:ledger";

    @PersistenceContext
    @SuppressWarnings("NullAway.Init") // set by the container
    private EntityManager entities;

    /** {@code <enter name='…'/>}: returns before the database has seen it. */
    @IqSet(namespace = NAMESPACE, element = "enter")
    public XmlElement enter(XmlElement order) {
        entities.persist(new Entry(order.attribute("name").orElseThrow()));
        return XmlElement.named(NAMESPACE, "entered").build();
    }
}
