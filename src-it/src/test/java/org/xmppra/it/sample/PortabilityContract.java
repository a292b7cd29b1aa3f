package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.Packaging;
import org.xmppra.it.appservers.RemoteFigures;
import org.xmppra.it.servers.EmbeddedServer;
import org.xmppra.it.servers.ServerSpec;
import org.xmppra.it.servers.XmppServer;

/** The sample on another application server, with the same RAR file. */
@Tag("RA-33")
abstract class PortabilityContract extends SampleContract {
    PortabilityContract() {
        super(Account.CLIENT);
    }

    @Override
    final XmppServer server(ServerSpec spec) {
        return new EmbeddedServer(spec);
    }

    @Override
    final ApplicationServer container(Map<String, String> properties) {
        return start(packaging(Packaging.adapterProperties(properties)));
    }

    /** How the adapter comes to the server. */
    abstract Packaging packaging(Map<String, String> adapter);

    /** A server that runs the sample; ends the test where it is missing. */
    abstract ApplicationServer start(Packaging packaging);

    @Test
    @Tag("RA-29")
    void itsFiguresAreSeenByJmx() {
        try (RemoteFigures figures = RemoteFigures.of(container())) {
            long sent = figures.sum("ConnectionFactory", "Sent");
            long received = figures.sum("ResourceAdapter", "Received");
            sample().ask(beans(), "get", "<query xmlns='custom-xep'/>", Duration.ofSeconds(10));

            assertThat(figures.sum("ConnectionFactory", "Sent")).isEqualTo(sent + 1);
            assertThat(figures.sum("ResourceAdapter", "Received")).isEqualTo(received + 1);
        }
    }
}
