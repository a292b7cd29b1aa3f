package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.XmlElement;

/** The examples of XEP-0115. */
@Tag("IQ-33")
class CapsHashTest {
    private static final String FEATURES = "<feature var='http://jabber.org/protocol/disco#items'/>"
            + "<feature var='http://jabber.org/protocol/disco#info'/>"
            + "<feature var='http://jabber.org/protocol/muc'/>"
            + "<feature var='http://jabber.org/protocol/caps'/>";

    @Test
    void simpleExampleOfSection52() {
        assertThat(CapsHash.of(query("<identity category='client' type='pc' name='Exodus 0.9.1'/>" + FEATURES)))
                .isEqualTo("QgayPKawpkPSDYmwT/WM94uAlu0=");
    }

    @Test
    void complexExampleOfSection53() {
        XmlElement info = query("<identity xml:lang='en' category='client' name='Psi 0.11' type='pc'/>"
                + "<identity xml:lang='el' category='client' name='Ψ 0.11' type='pc'/>" + FEATURES
                + "<x xmlns='jabber:x:data' type='result'>"
                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:dataforms:softwareinfo</value></field>"
                + "<field var='ip_version'><value>ipv6</value><value>ipv4</value></field>"
                + "<field var='os'><value>Mac</value></field>"
                + "<field var='os_version'><value>10.5.1</value></field>"
                + "<field var='software'><value>Psi</value></field>"
                + "<field var='software_version'><value>0.11</value></field>"
                + "</x>");

        assertThat(CapsHash.of(info)).isEqualTo("q07IKJEyjvHSyhy//CH0CxmKi8w=");
    }

    @Test
    void orderIsThatOfBytesAndNotOfUtf16() {
        // U+FF5E sorts before U+1F600 by bytes of UTF-8, after it by units of UTF-16.
        XmlElement one = query("<feature var='\uFF5E'/><feature var='😀'/>");
        XmlElement other = query("<feature var='😀'/><feature var='\uFF5E'/>");

        assertThat(CapsHash.of(one)).isEqualTo(CapsHash.of(other)).isEqualTo("XhWoSAi5cguDGtJ5nhA8P0X+HL4=");
    }

    private static XmlElement query(String content) {
        return XmlElement.parse("<query xmlns='http://jabber.org/protocol/disco#info'>" + content + "</query>");
    }
}
