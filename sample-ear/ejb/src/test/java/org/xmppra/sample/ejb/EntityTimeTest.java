package org.xmppra.sample.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.JAXB;
import java.io.StringWriter;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.xmppra.XmlElement;

class EntityTimeTest {
    @Test
    void isWrittenAsXep0202Wants() {
        StringWriter xml = new StringWriter();
        JAXB.marshal(new EntityTime(ZonedDateTime.parse("2026-11-22T11:00:00.1239+01:00")), xml);

        XmlElement time =
                XmlElement.parse(xml.toString().replaceFirst("<\\?.*\\?>", "").strip());

        assertThat(time.is("urn:xmpp:time", "time")).isTrue();
        assertThat(time.child("tzo").orElseThrow().text()).isEqualTo("+01:00");
        assertThat(time.child("utc").orElseThrow().text()).isEqualTo("2026-11-22T10:00:00.123Z");
    }

    @Test
    void offsetOfUtcIsWrittenInDigits() {
        assertThat(new EntityTime(ZonedDateTime.parse("2026-11-22T11:00:00Z")).tzo())
                .isEqualTo("+00:00");
    }
}
