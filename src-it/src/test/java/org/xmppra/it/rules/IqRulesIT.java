package org.xmppra.it.rules;

import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;

class IqRulesIT extends IqRulesContract {
    @Override
    XmppServer server(ServerSpec spec) {
        RealSoftware.require(RealServer.PROSODY.missing());
        return RealServer.PROSODY.create(spec);
    }
}
