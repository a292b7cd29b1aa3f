package org.xmppra.it.sample;

import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.GlassFishEdition;
import org.xmppra.it.appservers.Packaging;
import org.xmppra.it.software.RealSoftware;

class PayaraStandAloneIT extends StandAloneContract {
    @Override
    ApplicationServer start(Packaging packaging) {
        RealSoftware.require(GlassFishEdition.PAYARA.missing());
        return GlassFishEdition.PAYARA.start(getClass().getSimpleName(), packaging);
    }

    /** It replaces what a method of a no-methods bean throws by an EJBException without a cause. */
    @Override
    String refusal() {
        return "internal-server-error";
    }
}
