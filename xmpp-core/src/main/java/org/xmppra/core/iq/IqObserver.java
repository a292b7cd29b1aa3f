package org.xmppra.core.iq;

import org.xmppra.Iq;

/** Is told how requests end. Called by whoever ends them, event loops among them: looks and returns. */
@FunctionalInterface
public interface IqObserver {
    /** Does not look. */
    IqObserver NOBODY = (request, outcome, nanos) -> {};

    /**
     * A request ended.
     *
     * @param nanos how long after it was made
     */
    void requestEnded(Iq request, RequestOutcome outcome, long nanos);
}
