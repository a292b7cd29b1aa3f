package org.xmppra.testkit.script;

/**
 * Scripts of a server that manages a client's stream and lets its session be resumed (XEP-0198); the session's id is
 * {@link #ID}. Immutable.
 *
 * @param login how the client is let in
 */
public record ManagedLogin(ClientLogin login) {
    /** The id of the session. */
    public static final String ID = "kept";

    private static final String SM = "xmlns='urn:xmpp:sm:3'";
    private static final String FEATURE = "<sm " + SM + "/>";

    /** The client is bound, and has asked for management; the server's answer is due. */
    public Script enabling() {
        return login.loggedIn(FEATURE).expect("<enable " + SM + "/>");
    }

    /** The client is bound, and its session is managed and may be resumed for five minutes. */
    public Script enabled() {
        return enabling().send("<enabled " + SM + " id='" + ID + "' resume='true' max='300'/>");
    }

    /** The client has logged in again, and asked for its session to be resumed; the server's answer is due. */
    public Script resuming() {
        return login.authenticated()
                .send("<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>" + FEATURE
                        + "</stream:features>")
                .expect("<resume " + SM + " previd='" + ID + "'/>");
    }

    /**
     * The session goes on.
     *
     * @param handled how many stanzas the client is told that the server has handled
     */
    public Script resumed(int handled) {
        return resuming().send("<resumed " + SM + " previd='" + ID + "' h='" + handled + "'/>");
    }

    /**
     * The session is forgotten; what the client does next is due.
     *
     * @param h what the client is told of it: an attribute, or nothing
     */
    public Script refused(String h) {
        return resuming()
                .send("<failed " + SM + " " + h
                        + "><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>");
    }

    /** The client, refused, has bound a new session on the same stream, and asked for its management. */
    public Script boundAnew() {
        return login.boundNext().expect("<enable " + SM + "/>");
    }

    /** Asks for the client's count and expects it. */
    public static Script handled(int h) {
        return Script.begin().send("<r " + SM + "/>").expect("<a " + SM + " h='" + h + "'/>");
    }

    /** Tells the client how many of its stanzas are handled. */
    public static Script acknowledge(String h) {
        return Script.begin().send("<a " + SM + " h='" + h + "'/>");
    }
}
