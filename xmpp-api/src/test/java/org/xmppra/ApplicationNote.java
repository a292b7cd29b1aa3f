package org.xmppra;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;

/** What an application would bring; a class of its own, so that a test's loader can define it again. */
@XmlRootElement(name = "note", namespace = "urn:note")
public class ApplicationNote {
    @XmlAttribute
    public String text;
}
