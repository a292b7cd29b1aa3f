package org.xmppra.ra.guide;

import jakarta.ejb.MessageDriven;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;

/** A bean that answers. */
// tag::clock[]
@MessageDriven
public class Clock implements IqEndpoint {
    @IqGet(EntityTimeQuery.class)
    public EntityTime time(EntityTimeQuery query) {
        return EntityTime.now();
    }
}
// end::clock[]
