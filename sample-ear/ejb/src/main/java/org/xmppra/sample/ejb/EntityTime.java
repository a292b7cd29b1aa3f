package org.xmppra.sample.ejb;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** {@code <time xmlns='urn:xmpp:time'><tzo>+01:00</tzo><utc>2026-11-22T10:00:00Z</utc></time>} (XEP-0202). */
@XmlRootElement(name = "time", namespace = EntityTimeQuery.NAMESPACE)
@XmlAccessorType(XmlAccessType.FIELD)
public class EntityTime {
    /** XEP-0202 wants +00:00 where Java's {@code XXX} would write Z. */
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    @XmlElement(namespace = EntityTimeQuery.NAMESPACE, required = true)
    private String tzo = "";

    @XmlElement(namespace = EntityTimeQuery.NAMESPACE, required = true)
    private String utc = "";

    /** For JAXB. */
    public EntityTime() {}

    /** A moment, with the offset of the place where the clock hangs. */
    public EntityTime(ZonedDateTime time) {
        tzo = OFFSET.format(time);
        utc = DateTimeFormatter.ISO_INSTANT.format(time.toInstant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** The offset from UTC, such as {@code +01:00}. */
    public String tzo() {
        return tzo;
    }

    /** The time in UTC (XEP-0082). */
    public String utc() {
        return utc;
    }
}
