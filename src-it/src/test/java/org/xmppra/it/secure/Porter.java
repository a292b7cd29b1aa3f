package org.xmppra.it.secure;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqGet;
import org.xmppra.XmlElement;

/** Knows who calls, and lets not everybody in. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "securityInflow", propertyValue = "true"),
            @ActivationConfigProperty(propertyName = "callerGroups", propertyValue = "localhost=staff")
        })
public class Porter implements IqEndpoint {
    private static final String NAMESPACE = "urn:example:porter";

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container
    private MessageDrivenContext context;

    /** The caller's name. */
    @IqGet(namespace = NAMESPACE, element = "who")
    @PermitAll
    public XmlElement who() {
        return answer();
    }

    /** For the staff. */
    @IqGet(namespace = NAMESPACE, element = "staff")
    @RolesAllowed("staff")
    public XmlElement staff() {
        return answer();
    }

    /** For administrators. */
    @IqGet(namespace = NAMESPACE, element = "admin")
    @RolesAllowed("admin")
    public XmlElement admin() {
        return answer();
    }

    private XmlElement answer() {
        return XmlElement.named(NAMESPACE, "caller")
                .text(context.getCallerPrincipal().getName())
                .build();
    }
}
