package org.xmppra.testkit;

/** What a server can do and does only if it is told to. */
public enum ServerFeature {
    /** SCRAM signs the lists of mechanisms and channel-binding types (XEP-0474). */
    DOWNGRADE_PROTECTION
}
