package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * EXTERNAL (RFC 4422 appendix A): the client certificate of the TLS handshake is the proof. The address to act as is named
 * unless the certificate holds just that one (XEP-0178 §2).
 */
final class ExternalMechanism implements SaslMechanism {
    static final String NAME = "EXTERNAL";

    private final SaslCredentials credentials;
    private final List<String> certified;
    private final SaslMemory memory;

    /** @param certified the XMPP addresses in the certificate */
    ExternalMechanism(SaslCredentials credentials, List<String> certified, SaslMemory memory) {
        this.credentials = credentials;
        this.certified = certified;
        this.memory = memory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] initialResponse() {
        String account = credentials.account();
        return certified.equals(List.of(account)) ? new byte[0] : account.getBytes(UTF_8);
    }

    @Override
    public byte[] respond(byte[] challenge) throws SaslException {
        throw new SaslException("The server sent a challenge for EXTERNAL, which has none");
    }

    /** The server was proved by its certificate. */
    @Override
    public void succeed(byte @Nullable [] additionalData) {
        memory.provedBetterThanPlain(credentials.account());
    }
}
