package org.xmppra.it.sample;

import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.GlassFishEdition;
import org.xmppra.it.appservers.Packaging;
import org.xmppra.it.software.RealSoftware;

class GlassFishInsideIT extends InsideContract {
    @Override
    ApplicationServer start(Packaging packaging) {
        RealSoftware.require(GlassFishEdition.GLASSFISH.missing());
        return GlassFishEdition.GLASSFISH.start(getClass().getSimpleName(), packaging);
    }

    /** It replaces what a method of a no-methods bean throws by an EJBException without a cause. */
    @Override
    String refusal() {
        return "internal-server-error";
    }
}
