package org.xmppra.it.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Knows for whom it is called. */
@Stateless
@PermitAll
public class WhoAmI {
    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private SessionContext context;

    /** The caller's name. */
    public String caller() {
        return context.getCallerPrincipal().getName();
    }
}
