package org.xmppra.core.management;

import java.time.Duration;
import org.xmppra.XmlElement;

/** The elements of stream management that a client sends (XEP-0198). */
public final class ManagementRequests {
    /** Asks for the other side's count. */
    public static final XmlElement ACK_REQUEST = named("r").build();

    private ManagementRequests() {}

    /**
     * Asks for stanzas to be counted.
     *
     * @param keep how long the session should be kept for resumption; zero for not at all
     */
    public static XmlElement enable(Duration keep) {
        XmlElement.Builder enable = named("enable");
        if (!keep.isZero()) {
            long seconds = keep.plusNanos(999_999_999).toSeconds();
            enable.attribute("resume", "true").attribute("max", Long.toString(seconds));
        }
        return enable.build();
    }

    /**
     * Asks for a session to go on, on this stream.
     *
     * @param previousId the session's id
     * @param handled how many stanzas of the server were handled
     */
    public static XmlElement resume(String previousId, long handled) {
        return named("resume")
                .attribute("h", Long.toString(handled))
                .attribute("previd", previousId)
                .build();
    }

    /** Tells our count. */
    public static XmlElement ack(long handled) {
        return named("a").attribute("h", Long.toString(handled)).build();
    }

    private static XmlElement.Builder named(String name) {
        return XmlElement.named(ManagementElement.NAMESPACE, name);
    }
}
