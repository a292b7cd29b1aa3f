package org.xmppra.bench.wildfly.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;
import org.xmppra.bench.Work;

/** Asks as any EJB would: a connection from the pool for each request. */
@Stateless
public class Asker {
    private static final Jid PEER = Jid.of(Work.PEER);

    @Resource(lookup = "java:/eis/xmpp")
    private @Nullable XmppConnectionFactory xmpp;

    /** Asks once, and checks what comes. */
    public void ask() throws XmppException {
        if (xmpp == null) {
            throw new IllegalStateException("Not injected");
        }
        try (XmppConnection connection = xmpp.getConnection()) {
            Work.check(connection
                    .send(Iq.get(PEER).query(Work.NAMESPACE).build())
                    .payload()
                    .text());
        }
    }
}
