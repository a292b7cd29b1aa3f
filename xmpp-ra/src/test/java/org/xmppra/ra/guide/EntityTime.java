package org.xmppra.ra.guide;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.Instant;

/** What time it is (XEP-0202). */
@XmlRootElement(name = "time", namespace = "urn:xmpp:time")
public class EntityTime {
    /** The offset from UTC. */
    @XmlElement(namespace = "urn:xmpp:time")
    public String tzo;

    /** The time in UTC. */
    @XmlElement(namespace = "urn:xmpp:time")
    public String utc;

    /** Now, in UTC. */
    public static EntityTime now() {
        EntityTime time = new EntityTime();
        time.tzo = "+00:00";
        time.utc = Instant.now().toString();
        return time;
    }
}
