package org.xmppra.it.sample;

import java.util.Map;
import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.Packaging;
import org.xmppra.it.appservers.TomEe;
import org.xmppra.it.software.RealSoftware;

/** TomEE signs nobody on by itself: senders inherit the adapter's account. */
class TomEeStandAloneIT extends PortabilityContract {
    @Override
    Packaging packaging(Map<String, String> adapter) {
        return Packaging.standAlone(adapter, "", "");
    }

    @Override
    ApplicationServer start(Packaging packaging) {
        RealSoftware.require(TomEe.missing());
        return TomEe.start(getClass().getSimpleName(), packaging);
    }
}
