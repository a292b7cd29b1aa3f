package org.xmppra.ra.guide;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <query xmlns='custom-xep'/>}. */
// tag::payload[]
@XmlRootElement(name = "query", namespace = CustomXep.NAMESPACE)
public class CustomXep {
    public static final String NAMESPACE = "custom-xep";

    @XmlElement(namespace = NAMESPACE)
    public String greeting;

    public static CustomXep greeting(String text) {
        CustomXep query = new CustomXep();
        query.greeting = text;
        return query;
    }
}
// end::payload[]
