package org.xmppra.testkit.script;

import java.io.IOException;

/** One step of a {@link Script}; most are made by its methods, special ones by the user. */
@FunctionalInterface
public interface Step {
    /**
     * Plays this step. Called on the peer's thread, and may block it; the peer's patience bounds what {@link Wire} waits
     * for.
     *
     * @param wire the connection at hand
     * @throws IOException if the socket fails; a {@link ScriptFailure} is made of it
     * @throws ScriptFailure if the client does not what it should
     */
    void play(Wire wire) throws IOException;
}
