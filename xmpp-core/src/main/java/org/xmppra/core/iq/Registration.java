package org.xmppra.core.iq;

/** A claim that is being served. */
public interface Registration extends AutoCloseable {
    /**
     * Ends it: requests that arrive from now on go elsewhere. What the handler has taken it still has to answer.
     * Harmless when repeated; never blocks on a handler.
     */
    @Override
    void close();
}
