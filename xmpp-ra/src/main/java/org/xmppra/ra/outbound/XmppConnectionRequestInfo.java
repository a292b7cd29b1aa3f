package org.xmppra.ra.outbound;

import jakarta.resource.spi.ConnectionRequestInfo;
import java.util.Objects;
import org.xmppra.core.sasl.Secret;

/**
 * What a caller of {@code getConnection(userName, password)} gave.
 *
 * @param userName the account's localpart
 * @param password the account's password
 */
record XmppConnectionRequestInfo(String userName, Secret password) implements ConnectionRequestInfo {
    XmppConnectionRequestInfo {
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(password, "password");
    }
}
