package org.xmppra.ra.guide;

import jakarta.ejb.MessageDriven;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.IqSet;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;

/** A method for each type. */
// tag::endpoint[]
@MessageDriven
public class CustomXepEndpoint implements IqEndpoint {
    @IqGet(CustomXep.class)
    public CustomXep greet(CustomXep query, IqContext context) {
        return CustomXep.greeting("hello " + context.sender().bare());
    }

    @IqSet(CustomXep.class)
    public void keep(CustomXep wanted) throws StanzaErrorException {
        if (wanted.greeting == null) {
            throw new StanzaErrorException(StanzaErrorCondition.NOT_ACCEPTABLE, "A greeting needs a text");
        }
    }
}
// end::endpoint[]
