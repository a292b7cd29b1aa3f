package org.xmppra.it.wildfly;

/** WildFly refused an archive. */
public final class DeploymentFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DeploymentFailedException(String reason) {
        super(reason);
    }
}
