package org.xmppra.ra.inbound;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.IqType;
import org.xmppra.ra.account.AccountReader;
import org.xmppra.ra.account.AccountSettings;
import org.xmppra.ra.account.AdapterContext;
import org.xmppra.ra.account.ConfigurationProblems;

/**
 * An activation's configuration as it was when it was used.
 *
 * @param account whose requests are answered
 * @param namespace what an {@code IqListener} answers
 * @param element what an {@code IqListener} answers; null for all of the namespace
 * @param types what an {@code IqListener} answers
 * @param maxConcurrency how many requests are worked on at a time
 * @param queueSize how many may wait
 * @param ordered whether the requests of one sender are delivered one after the other
 * @param deadline how long a request may take from its arrival
 * @param allowedSenders who is answered
 * @param security as whom the bean is called
 */
record ActivationSettings(
        AccountSettings account,
        @Nullable String namespace,
        @Nullable String element,
        Set<IqType> types,
        int maxConcurrency,
        int queueSize,
        boolean ordered,
        Duration deadline,
        AllowedSenders allowedSenders,
        SecurityInflow security) {
    private static final Set<IqType> BOTH = Set.of(IqType.GET, IqType.SET);
    private static final Map<String, Set<IqType>> TYPES =
            Map.of("get", Set.of(IqType.GET), "set", Set.of(IqType.SET), "both", BOTH);

    /** Reads a bean; what cannot be used is noted, and the settings must then not be used. */
    static ActivationSettings read(
            ConfigurationProblems problems, XmppActivationSpec spec, @Nullable AdapterContext adapter) {
        AccountSettings account = adapter == null
                ? AccountReader.read(problems, spec)
                : AccountReader.read(problems, spec, adapter.defaults());
        checkReachable(problems, spec, account);
        return new ActivationSettings(
                account,
                textOrNull(spec.getNamespace()),
                textOrNull(spec.getElement()),
                types(problems, spec.getIqType()),
                number(problems, "maxConcurrency", spec.getMaxConcurrency(), 1, 1_000, 10),
                number(problems, "queueSize", spec.getQueueSize(), 0, 1_000_000, 100),
                Boolean.TRUE.equals(spec.getOrdered()),
                Duration.ofMillis(
                        number(problems, "deadlineMillis", spec.getDeadlineMillis(), 1, Integer.MAX_VALUE, 30_000)),
                AllowedSenders.parse(problems, textOrNull(spec.getAllowedSenders())),
                security(problems, spec));
    }

    /** Handlers must be somebody, and stay where others look for them. */
    private static void checkReachable(
            ConfigurationProblems problems, XmppActivationSpec spec, AccountSettings account) {
        if (!account.canProveAccount()) {
            problems.addSecret(
                    "password", "a message-driven bean's account needs one (or a keyStore), here or in the adapter");
        }
        if (account.mode().isComponent()) {
            return;
        }
        if (account.userName() == null) {
            problems.add(
                    "userName", spec.getUserName(), "a message-driven bean needs an account, here or in the adapter");
        }
        if (account.resource() == null) {
            problems.add(
                    "resource",
                    spec.getResource(),
                    "a client account's message-driven beans are reached at the full address only, so an exact resource"
                            + " is needed");
        }
    }

    private static SecurityInflow security(ConfigurationProblems problems, XmppActivationSpec spec) {
        CallerGroups groups = CallerGroups.parse(problems, textOrNull(spec.getCallerGroups()));
        return Boolean.TRUE.equals(spec.getSecurityInflow()) ? new SecurityInflow(groups) : SecurityInflow.OFF;
    }

    private static Set<IqType> types(ConfigurationProblems problems, @Nullable String value) {
        String name = textOrNull(value);
        Set<IqType> types = TYPES.get(name == null ? "both" : name.toLowerCase(Locale.ROOT));
        if (types == null) {
            problems.add("iqType", value, "one of both, get, set");
            return BOTH;
        }
        return types;
    }

    private static int number(
            ConfigurationProblems problems, String property, @Nullable Integer value, int min, int max, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value < min || value > max) {
            problems.add(property, value, "a number from " + min + " to " + max);
            return otherwise;
        }
        return value;
    }

    private static @Nullable String textOrNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
