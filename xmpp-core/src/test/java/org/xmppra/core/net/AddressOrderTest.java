package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ST-2")
class AddressOrderTest {
    private static List<InetAddress> addresses(String... texts) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            addresses.add(InetAddress.getByName(text));
        }
        return addresses;
    }

    @Test
    void familiesTakeTurnsThePreferredOneFirst() throws Exception {
        assertThat(AddressOrder.interleaved(addresses("::1", "::2", "::3", "192.0.2.1", "192.0.2.2")))
                .isEqualTo(addresses("::1", "192.0.2.1", "::2", "192.0.2.2", "::3"));
        assertThat(AddressOrder.interleaved(addresses("192.0.2.1", "192.0.2.2", "::1")))
                .isEqualTo(addresses("192.0.2.1", "::1", "192.0.2.2"));
    }

    @Test
    void oneFamilyKeepsItsOrder() throws Exception {
        List<InetAddress> one = addresses("192.0.2.9", "192.0.2.1");
        assertThat(AddressOrder.interleaved(one)).isEqualTo(one);
    }
}
