package org.xmppra.it.sample;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.Packaging;
import org.xmppra.it.appservers.SampleArchive;
import org.xmppra.it.wildfly.WildFlyServer;

/** The RAR by itself on WildFly, and the sample beside it. */
class WildFlyStandAloneIT extends PortabilityContract {
    @Override
    Packaging packaging(Map<String, String> adapter) {
        return Packaging.standAlone(adapter, "", "");
    }

    @Override
    ApplicationServer start(Packaging packaging) {
        String name = getClass().getSimpleName();
        WildFlyServer wildFly = new WildFlyServer(
                name,
                packaging.adapter().entrySet().stream()
                        .collect(Collectors.toMap(property -> "xmppra." + property.getKey(), Map.Entry::getValue)));
        wildFly.start();
        wildFly.administer("/subsystem=resource-adapters/resource-adapter=xmpp-ra"
                + ":write-attribute(name=archive, value=xmpp-ra.rar)");
        wildFly.administer("reload");
        wildFly.deploy(SampleArchive.ADAPTER);
        wildFly.deploy(SampleArchive.besideTheAdapterOnWildFly()
                .writeTo(Path.of("target", "applications", name, "sample.ear").toAbsolutePath()));
        return wildFly;
    }
}
