package org.xmppra.ra.guide;

import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;

/** Takes requests in, for others to answer. */
// tag::deferred[]
@MessageDriven
public class FrontDesk implements IqEndpoint {
    @EJB
    Clerks clerks;

    @IqGet(CustomXep.class)
    public void takeIn(CustomXep query, IqContext context) {
        clerks.add(context.defer());
    }
}
// end::deferred[]
