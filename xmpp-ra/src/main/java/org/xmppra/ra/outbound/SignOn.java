package org.xmppra.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.SecurityException;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.sasl.Secret;
import org.xmppra.ra.account.AccountSettings;
import org.xmppra.ra.account.Credentials;

/**
 * Whose credentials count: those the container put into the subject for this factory; without a subject, or with blank
 * ones in it, those the caller gave; else the configured ones.
 */
final class SignOn {
    private SignOn() {}

    static Credentials credentials(
            XmppManagedConnectionFactory factory,
            AccountSettings settings,
            @Nullable Subject subject,
            @Nullable ConnectionRequestInfo info)
            throws ResourceException {
        PasswordCredential given = subject == null ? null : credential(factory, subject);
        if (given != null) {
            return ofContainer(settings, given);
        }
        if (info instanceof XmppConnectionRequestInfo caller) {
            return ofCaller(settings, caller);
        }
        return settings.configuredCredentials()
                .orElseThrow(() -> new InvalidPropertyException("XMPPRA-0051 " + factory
                        + " has no credentials: set " + (settings.mode().isComponent() ? "" : "userName and ")
                        + "password" + (settings.mode().isComponent() ? "" : " (or keyStore)")
                        + ", or let the container or the caller sign on"));
    }

    private static Credentials ofCaller(AccountSettings settings, XmppConnectionRequestInfo caller)
            throws SecurityException {
        if (settings.mode().isComponent()) {
            throw new SecurityException("XMPPRA-0052 The component " + settings.serverName()
                    + " has no accounts to sign on to: call getConnection() without a user name");
        }
        return new Credentials(caller.userName(), caller.password());
    }

    /**
     * What the container signs on with; null if its credential is a blank form, as GlassFish and Payara send it for a pool
     * that nobody has given a user.
     */
    private static @Nullable PasswordCredential credential(XmppManagedConnectionFactory factory, Subject subject)
            throws SecurityException {
        Set<PasswordCredential> all = subject.getPrivateCredentials(PasswordCredential.class);
        for (PasswordCredential credential : all) {
            if (factory.equals(credential.getManagedConnectionFactory())) {
                return isBlank(credential) ? null : credential;
            }
        }
        throw new SecurityException("XMPPRA-0053 The container manages the sign-on of " + factory
                + ", but gave no credentials for it: a caller who is signed on is needed");
    }

    private static boolean isBlank(PasswordCredential credential) {
        return (credential.getUserName() == null || credential.getUserName().isEmpty())
                && (credential.getPassword() == null || credential.getPassword().length == 0);
    }

    private static Credentials ofContainer(AccountSettings settings, PasswordCredential given) {
        String userName = settings.mode().isComponent() ? null : given.getUserName();
        return new Credentials(userName, new Secret(new String(given.getPassword())));
    }
}
