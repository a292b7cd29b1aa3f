package org.xmppra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Any bytes as an address. */
@Tag("IQ-6")
class JidFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void textIsAnAddressThatStaysOrIsRefused(byte[] utf8) {
        Jid jid;
        try {
            jid = Jid.of(new String(utf8, UTF_8));
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessageStartingWith("Not a valid JID: the ")
                    .message()
                    .hasSizeLessThan(1000);
            return;
        }
        String text = jid.toString();
        assertThat(Jid.of(text)).isEqualTo(jid);
        assertThat(Jid.of(jid.local(), jid.domain(), jid.resource())).isEqualTo(jid);
        assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(3 * 1023 + "@/".length());
        XmlChars.checkText("an address that was accepted", text);
    }
}
