package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.sasl.SaslFailure;

/** EXTERNAL (RFC 4422 appendix A) with the client certificate that the TLS handshake has verified (XEP-0178). */
final class ExternalServerMechanism implements SaslServerMechanism {
    static final String NAME = "EXTERNAL";

    private final SaslAccounts accounts;
    private final List<String> certified;
    private @Nullable String userName;

    ExternalServerMechanism(SaslAccounts accounts, List<String> certified) {
        this.accounts = accounts;
        this.certified = certified;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Acts as who is asked for, if the certificate names it; as who the certificate names, if that is one. */
    @Override
    public byte @Nullable [] evaluate(byte[] response) throws SaslServerException {
        String asked = new String(response, UTF_8);
        if (asked.isEmpty() && certified.size() != 1) {
            throw new SaslServerException(SaslFailure.INVALID_AUTHZID, "the certificate does not name one address");
        }
        String address = asked.isEmpty() ? certified.get(0) : asked;
        if (!certified.contains(address)) {
            throw new SaslServerException(SaslFailure.INVALID_AUTHZID, "the certificate does not name this address");
        }
        String local = local(address);
        if (local == null || !accounts.exists(local)) {
            throw new SaslServerException(SaslFailure.NOT_AUTHORIZED, "no such account");
        }
        userName = local;
        return null;
    }

    private static @Nullable String local(String address) throws SaslServerException {
        try {
            return Jid.of(address).local();
        } catch (IllegalArgumentException e) {
            throw new SaslServerException(SaslFailure.INVALID_AUTHZID, "no address");
        }
    }

    @Override
    public boolean isComplete() {
        return userName != null;
    }

    @Override
    public String userName() {
        String user = userName;
        if (user == null) {
            throw new IllegalStateException("Nobody has authenticated");
        }
        return user;
    }
}
