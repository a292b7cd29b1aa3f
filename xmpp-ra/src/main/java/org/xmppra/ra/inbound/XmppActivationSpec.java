package org.xmppra.ra.inbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.ConfigurationProblems;

/**
 * How one message-driven bean is reached: the account whose requests it answers (what is left null is the adapter's),
 * and how they are delivered to it. Compared by identity, as the specification asks.
 */
public class XmppActivationSpec extends AccountProperties implements ActivationSpec {
    private static final long serialVersionUID = 1L;

    private transient @Nullable AdapterContext adapter;
    private @Nullable String namespace;
    private @Nullable String element;
    private @Nullable String iqType = "both";
    private @Nullable Integer maxConcurrency = 10;
    private @Nullable Integer queueSize = 100;
    private @Nullable Boolean ordered = false;
    private @Nullable Integer deadlineMillis = 30_000;
    private @Nullable String allowedSenders = "*";
    private @Nullable Boolean securityInflow = false;
    private @Nullable String callerGroups;

    /** A specification that inherits everything. */
    public XmppActivationSpec() {}

    /** The namespace whose requests an {@code IqListener} answers. */
    public @Nullable String getNamespace() {
        return namespace;
    }

    /** Sets it. */
    public void setNamespace(@Nullable String namespace) {
        this.namespace = namespace;
    }

    /** The element an {@code IqListener} answers; null for every element of the namespace. */
    public @Nullable String getElement() {
        return element;
    }

    /** Sets it. */
    public void setElement(@Nullable String element) {
        this.element = element;
    }

    /** Which requests an {@code IqListener} answers: {@code get}, {@code set} or {@code both}. */
    @Pattern(regexp = "(?i)\\s*(both|get|set)?\\s*", message = "iqType='${validatedValue}': one of both, get, set")
    public @Nullable String getIqType() {
        return iqType;
    }

    /** Sets it. */
    public void setIqType(@Nullable String iqType) {
        this.iqType = iqType;
    }

    /** How many requests are worked on at a time. */
    @Min(value = 1, message = "maxConcurrency='${validatedValue}': a number from 1 to 1000") @Max(value = 1000, message = "maxConcurrency='${validatedValue}': a number from 1 to 1000") public @Nullable Integer getMaxConcurrency() {
        return maxConcurrency;
    }

    /** Sets it. */
    public void setMaxConcurrency(@Nullable Integer maxConcurrency) {
        this.maxConcurrency = maxConcurrency;
    }

    /** How many requests may wait. */
    @Min(value = 0, message = "queueSize='${validatedValue}': a number from 0 to 1000000") @Max(value = 1000000, message = "queueSize='${validatedValue}': a number from 0 to 1000000") public @Nullable Integer getQueueSize() {
        return queueSize;
    }

    /** Sets it. */
    public void setQueueSize(@Nullable Integer queueSize) {
        this.queueSize = queueSize;
    }

    /** Whether the requests of one sender are delivered one after the other, in the order of their arrival. */
    public @Nullable Boolean getOrdered() {
        return ordered;
    }

    /** Sets it. */
    public void setOrdered(@Nullable Boolean ordered) {
        this.ordered = ordered;
    }

    /** How long a request may take from its arrival. */
    @Min(value = 1, message = "deadlineMillis='${validatedValue}': a number from 1 up") public @Nullable Integer getDeadlineMillis() {
        return deadlineMillis;
    }

    /** Sets it. */
    public void setDeadlineMillis(@Nullable Integer deadlineMillis) {
        this.deadlineMillis = deadlineMillis;
    }

    /** Who is answered: addresses and domains, separated by commas, or {@code *}. */
    public @Nullable String getAllowedSenders() {
        return allowedSenders;
    }

    /** Sets it. */
    public void setAllowedSenders(@Nullable String allowedSenders) {
        this.allowedSenders = allowedSenders;
    }

    /** Whether the sender's bare address is the bean's caller. */
    public @Nullable Boolean getSecurityInflow() {
        return securityInflow;
    }

    /** Sets it. */
    public void setSecurityInflow(@Nullable Boolean securityInflow) {
        this.securityInflow = securityInflow;
    }

    /** Which groups senders belong to: {@code domain}, or a list; null leaves that to the container. */
    public @Nullable String getCallerGroups() {
        return callerGroups;
    }

    /** Sets it. */
    public void setCallerGroups(@Nullable String callerGroups) {
        this.callerGroups = callerGroups;
    }

    /**
     * Checks what can be checked without the bean's class. Containers that ask before the activation belongs to its adapter,
     * such as TomEE, learn nothing yet: what would be inherited is not known, and the activation itself checks everything.
     *
     * @throws InvalidPropertyException with one message that lists everything wrong
     */
    @Override
    public void validate() throws InvalidPropertyException {
        if (adapter == null) {
            return;
        }
        ConfigurationProblems problems = new ConfigurationProblems(this);
        ActivationSettings.read(problems, this, adapter);
        problems.check();
    }

    @Override
    public @Nullable ResourceAdapter getResourceAdapter() {
        return adapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter newAdapter) throws ResourceException {
        if (adapter != null) {
            throw new jakarta.resource.spi.IllegalStateException(
                    "The activation belongs to a resource adapter already; it cannot change it");
        }
        if (!(newAdapter instanceof AdapterContext context)) {
            throw new jakarta.resource.spi.IllegalStateException(
                    newAdapter + " is not the XMPP resource adapter that this activation is made for");
        }
        adapter = context;
    }
}
