package org.xmppra.core.sasl;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** PLAIN (RFC 4616): the password itself, so only ever inside TLS. */
final class PlainMechanism implements SaslMechanism {
    static final String NAME = "PLAIN";

    private final SaslCredentials credentials;

    PlainMechanism(SaslCredentials credentials) throws SaslException {
        if (credentials.userName().indexOf('\0') >= 0
                || credentials.password().reveal().indexOf('\0') >= 0) {
            throw new SaslException("A user name or password with a NUL character can't be used with PLAIN");
        }
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] initialResponse() {
        String message =
                "\0" + credentials.userName() + "\0" + credentials.password().reveal();
        return message.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] respond(byte[] challenge) throws SaslException {
        throw new SaslException("The server sent a challenge for PLAIN, which has none");
    }

    /** PLAIN proves nothing of the server: that is what TLS is for. */
    @Override
    public void succeed(byte @Nullable [] additionalData) {}
}
