package org.xmppra.sample.run;

/** The sample cannot run; the message says why, and what the one who started it can do. */
class RunException extends Exception {
    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
