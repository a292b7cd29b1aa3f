package org.xmppra.sample.ejb;

import jakarta.xml.bind.annotation.XmlRootElement;

/** {@code <time xmlns='urn:xmpp:time'/>}: asks what time it is (XEP-0202). */
@XmlRootElement(name = "time", namespace = EntityTimeQuery.NAMESPACE)
public class EntityTimeQuery {
    /** The namespace of XEP-0202. */
    public static final String NAMESPACE = "urn:xmpp:time";
}
