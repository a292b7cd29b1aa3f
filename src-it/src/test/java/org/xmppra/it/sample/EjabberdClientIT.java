package org.xmppra.it.sample;

import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;

class EjabberdClientIT extends SampleContract {
    EjabberdClientIT() {
        super(Account.CLIENT);
    }

    @Override
    XmppServer server(ServerSpec spec) {
        RealSoftware.require(RealServer.EJABBERD.missing());
        return RealServer.EJABBERD.create(spec);
    }
}
