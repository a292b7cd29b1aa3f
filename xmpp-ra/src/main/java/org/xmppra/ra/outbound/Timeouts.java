package org.xmppra.ra.outbound;

import java.time.Duration;
import org.xmppra.ra.account.AccountSettings;

/**
 * How long requests wait unless their caller says otherwise.
 *
 * @param request those that someone waits for, and stages
 * @param callback those with callbacks: a ceiling, so that nothing is kept for ever
 */
record Timeouts(Duration request, Duration callback) {
    static Timeouts of(AccountSettings account) {
        return new Timeouts(account.requestTimeout(), account.callbackTimeout());
    }
}
