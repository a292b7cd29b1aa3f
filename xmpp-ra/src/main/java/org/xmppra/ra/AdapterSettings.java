package org.xmppra.ra;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.StanzaError;
import org.xmppra.core.iq.BuiltIn;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.ra.account.ConfigurationProblems;

/**
 * What holds for the whole adapter, read once when it starts.
 *
 * @param eventLoops how many I/O threads serve all sessions
 * @param limits of what is read from a server
 * @param builtIns what is answered without a bean
 * @param unknown what a request that nobody handles is answered with
 */
record AdapterSettings(int eventLoops, XmlLimits limits, Set<BuiltIn> builtIns, StanzaError unknown) {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Map<String, StanzaError> UNKNOWN = Map.of(
            "service-unavailable", RouterSettings.SERVICE_UNAVAILABLE,
            "feature-not-implemented", RouterSettings.NO_HANDLER);
    private static final Map<String, BuiltIn> BUILT_INS = Arrays.stream(BuiltIn.values())
            .collect(Collectors.toUnmodifiableMap(
                    builtIn -> builtIn.name().toLowerCase(Locale.ROOT).replace('_', '-'), builtIn -> builtIn));

    /** @throws InvalidPropertyException with one message that lists every bad property */
    static AdapterSettings of(XmppResourceAdapter bean) throws InvalidPropertyException {
        ConfigurationProblems problems = new ConfigurationProblems(bean);
        XmlLimits usual = XmlLimits.DEFAULT;
        int loops = number(
                problems,
                "eventLoops",
                bean.getEventLoops(),
                64,
                Math.min(2, Runtime.getRuntime().availableProcessors()));
        XmlLimits limits = new XmlLimits(
                number(problems, "maxStanzaBytes", bean.getMaxStanzaBytes(), 64 * 1024 * 1024, usual.maxBytes()),
                number(problems, "maxDepth", bean.getMaxDepth(), 256, usual.maxDepth()),
                number(problems, "maxAttributes", bean.getMaxAttributes(), 10_000, usual.maxAttributes()),
                number(problems, "maxNameLength", bean.getMaxNameLength(), 64 * 1024, usual.maxNameLength()));
        Set<BuiltIn> builtIns = builtIns(problems, bean.getBuiltInAnswers());
        StanzaError unknown = unknown(problems, bean.getUnknownRequests());
        problems.check();
        return new AdapterSettings(loops, limits, builtIns, unknown);
    }

    /** How an account's router answers what no bean takes. */
    RouterSettings router(boolean component) {
        return new RouterSettings(component, builtIns, unknown);
    }

    private static int number(
            ConfigurationProblems problems, String property, @Nullable Integer value, int most, int usual) {
        if (value == null) {
            return usual;
        }
        if (value < 1 || value > most) {
            problems.add(property, value, "a number from 1 to " + most);
            return usual;
        }
        return value;
    }

    private static Set<BuiltIn> builtIns(ConfigurationProblems problems, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return EnumSet.allOf(BuiltIn.class);
        }
        Set<BuiltIn> chosen = EnumSet.noneOf(BuiltIn.class);
        for (String name : COMMA.splitAsStream(value.strip()).toList()) {
            BuiltIn builtIn = BUILT_INS.get(name);
            if (builtIn != null) {
                chosen.add(builtIn);
            } else if (!name.equals("none")) {
                problems.add("builtInAnswers", value, "none, or some of disco-info, disco-items, ping, version");
                return chosen;
            }
        }
        return chosen;
    }

    private static StanzaError unknown(ConfigurationProblems problems, @Nullable String value) {
        String name = value == null || value.isBlank() ? "service-unavailable" : value.strip();
        StanzaError error = UNKNOWN.get(name);
        if (error == null) {
            problems.add("unknownRequests", value, "one of feature-not-implemented, service-unavailable");
            return RouterSettings.SERVICE_UNAVAILABLE;
        }
        return error;
    }
}
