package org.xmppra.ra.inbound;

import jakarta.resource.spi.work.SecurityContext;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** Makes the sender of a request the caller of the bean (Jakarta Connectors §16.4). The server has authenticated it. */
final class SenderContext extends SecurityContext {
    private static final long serialVersionUID = 1L;

    private final String caller;
    private final transient Set<String> groups;

    SenderContext(String caller, Set<String> groups) {
        this.caller = caller;
        this.groups = groups;
    }

    @Override
    public void setupSecurityContext(
            CallbackHandler handler, Subject executionSubject, @Nullable Subject serviceSubject) {
        Callback principal = new CallerPrincipalCallback(executionSubject, caller);
        Callback[] callbacks = groups.isEmpty()
                ? new Callback[] {principal}
                : List.of(principal, new GroupPrincipalCallback(executionSubject, groups.toArray(String[]::new)))
                        .toArray(Callback[]::new);
        try {
            handler.handle(callbacks);
        } catch (IOException | UnsupportedCallbackException refused) {
            throw new IllegalStateException("The container does not take " + caller + " as caller", refused);
        }
    }
}
