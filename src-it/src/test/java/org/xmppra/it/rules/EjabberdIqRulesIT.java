package org.xmppra.it.rules;

import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;

class EjabberdIqRulesIT extends IqRulesContract {
    @Override
    XmppServer server(ServerSpec spec) {
        RealSoftware.require(RealServer.EJABBERD.missing());
        return RealServer.EJABBERD.create(spec);
    }
}
