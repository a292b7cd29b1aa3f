package org.xmppra.it.rules;

import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;

class EmbeddedIqRulesIT extends IqRulesContract {
    @Override
    XmppServer server(ServerSpec spec) {
        return new EmbeddedServer(spec);
    }
}
