package org.xmppra.core.iq;

/** Is told how a request ended. */
@FunctionalInterface
public interface RequestListener {
    /**
     * The request ended. Called exactly once, on an event loop or on the thread that ended it: hands over and returns,
     * never runs application code itself.
     */
    void ended(RequestOutcome outcome);
}
