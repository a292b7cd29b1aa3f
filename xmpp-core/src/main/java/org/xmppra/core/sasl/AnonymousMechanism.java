package org.xmppra.core.sasl;

import org.jspecify.annotations.Nullable;

/** ANONYMOUS (RFC 4505): the server makes an account for as long as the session lasts. Nothing is told of who asks. */
final class AnonymousMechanism implements SaslMechanism {
    static final String NAME = "ANONYMOUS";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] initialResponse() {
        return new byte[0];
    }

    @Override
    public byte[] respond(byte[] challenge) throws SaslException {
        throw new SaslException("The server sent a challenge for ANONYMOUS, which has none");
    }

    /** There is nothing to prove. */
    @Override
    public void succeed(byte @Nullable [] additionalData) {}
}
