package org.xmppra.core.sasl;

/** How SASL's messages are carried: the two profiles do not ask the same of channel binding (XEP-0440 §3). */
public enum SaslProfile {
    /** RFC 6120 §6. */
    SASL1,
    /** XEP-0388. */
    SASL2
}
