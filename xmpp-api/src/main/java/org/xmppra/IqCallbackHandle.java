package org.xmppra;

/** Lets a caller give a callback up. Thread-safe. */
public interface IqCallbackHandle {
    /**
     * Gives the request up: afterwards neither its response callback nor its timeout callback is called, and a late
     * answer is dropped.
     *
     * @return true the first time, if neither callback had been chosen yet; false otherwise
     */
    boolean cancel();
}
