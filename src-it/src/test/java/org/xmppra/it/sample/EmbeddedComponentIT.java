package org.xmppra.it.sample;

import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;

class EmbeddedComponentIT extends SampleContract {
    EmbeddedComponentIT() {
        super(Account.COMPONENT);
    }

    @Override
    XmppServer server(ServerSpec spec) {
        return new EmbeddedServer(spec);
    }
}
