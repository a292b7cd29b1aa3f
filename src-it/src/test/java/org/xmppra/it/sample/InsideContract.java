package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xmppra.it.appservers.Packaging;

/** The RAR is inside the EAR, and everybody uses the adapter's account. */
abstract class InsideContract extends PortabilityContract {
    @Override
    final Packaging packaging(Map<String, String> adapter) {
        return Packaging.inside(adapter);
    }

    @Test
    void aSenderInheritsTheAdaptersAccount() {
        assertThat(sample().status().getString("sender")).startsWith("bot@localhost/");
    }
}
