package org.xmppra.testkit.sasl;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** ANONYMOUS (RFC 4505, XEP-0175): everyone gets an account that nobody else has. */
final class AnonymousServerMechanism implements SaslServerMechanism {
    static final String NAME = "ANONYMOUS";

    private static final int NAME_BYTES = 12;

    private final String userName = "anonymous-" + HexFormat.of().formatHex(SaslAccounts.random(NAME_BYTES));
    private boolean complete;

    @Override
    public String name() {
        return NAME;
    }

    /** What the client tells of itself (its trace) is passed over. */
    @Override
    public byte @Nullable [] evaluate(byte[] response) {
        complete = true;
        return null;
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public String userName() {
        if (!complete) {
            throw new IllegalStateException("Nobody has authenticated");
        }
        return userName;
    }
}
