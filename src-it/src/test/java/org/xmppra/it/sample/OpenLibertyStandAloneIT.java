package org.xmppra.it.sample;

import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.OpenLiberty;
import org.xmppra.it.appservers.Packaging;
import org.xmppra.it.software.RealSoftware;

class OpenLibertyStandAloneIT extends StandAloneContract {
    @Override
    ApplicationServer start(Packaging packaging) {
        RealSoftware.require(OpenLiberty.missing());
        return OpenLiberty.start(getClass().getSimpleName(), packaging);
    }
}
