package org.xmppra.ra.inbound;

import jakarta.resource.spi.work.WorkContext;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;

/**
 * As whom beans are called.
 *
 * @param groups what a sender belongs to; null if the container decides on the caller, as without an adapter
 */
record SecurityInflow(@Nullable CallerGroups groups) {
    static final SecurityInflow OFF = new SecurityInflow(null);

    boolean isOn() {
        return groups != null;
    }

    /** The context of a work that serves this sender; null for the container's own. */
    @Nullable WorkContext of(Jid sender) {
        return groups == null ? null : new SenderContext(sender.bare().toString(), groups.of(sender));
    }

    /** What an administrator should look at when the container does not run a work. */
    String advice() {
        return isOn()
                ? " With securityInflow=true WildFly's resource adapter needs wm-security=true,"
                        + " wm-elytron-security-domain and wm-security-mapping-required=false"
                : "";
    }
}
