package org.xmppra.testkit.script;

import org.jspecify.annotations.Nullable;

/** A script was not followed. The message holds what was expected, what came instead, and the transcript so far. */
public final class ScriptFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    ScriptFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
