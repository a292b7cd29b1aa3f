package org.xmppra.testkit;

/** What a server can do and does only if it is told to. */
public enum ServerFeature {
    /** SCRAM signs the lists of mechanisms and channel-binding types (XEP-0474). */
    DOWNGRADE_PROTECTION,
    /** Logging in without a restart of the stream (XEP-0388). */
    SASL2,
    /** Binding a resource along with the login (XEP-0386); needs {@link #SASL2}. */
    BIND2,
    /** Tokens for the next login (XEP-0484); needs {@link #SASL2}. */
    FAST
}
