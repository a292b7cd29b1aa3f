package org.xmppra.it.sample;

import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;

class EmbeddedClientIT extends SampleContract {
    EmbeddedClientIT() {
        super(Account.CLIENT);
    }

    @Override
    XmppServer server(ServerSpec spec) {
        return new EmbeddedServer(spec);
    }
}
