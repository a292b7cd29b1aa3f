package org.xmppra.ra.account;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.net.Route;
import org.xmppra.core.net.ThisHost;
import org.xmppra.core.net.WebSocketUpgrade;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.core.tls.TlsConfig.Use;

/**
 * Reads layers of beans, the most specific first, into {@link AccountSettings}. What cannot be used is noted and
 * replaced by a default, so that reading goes on and finds the rest; the caller then asks the problems to
 * {@linkplain ConfigurationProblems#check() check}. An empty text counts as not set: some consoles write it so.
 */
public final class AccountReader {
    private static final Map<String, Mode> MODES =
            Map.of("client", Mode.CLIENT, "direct-tls", Mode.CLIENT_DIRECT_TLS, "component", Mode.COMPONENT);
    private static final Map<String, Use> TLS =
            Map.of("required", Use.REQUIRED, "optional", Use.OPTIONAL, "disabled", Use.DISABLED);
    private static final Map<String, Boolean> SHARING = Map.of("dedicated", false, "shared", true);

    private final ConfigurationProblems problems;
    private final List<AccountProperties> layers;

    private AccountReader(ConfigurationProblems problems, List<AccountProperties> layers) {
        this.problems = problems;
        this.layers = layers;
    }

    /**
     * Reads a bean over its defaults.
     *
     * @param problems where to note what cannot be used; check it before the settings are used
     * @param layers the bean itself, then what it inherits from
     */
    public static AccountSettings read(ConfigurationProblems problems, AccountProperties... layers) {
        return new AccountReader(problems, List.of(layers)).settings();
    }

    private AccountSettings settings() {
        Mode mode = choice("mode", AccountProperties::getMode, MODES, Mode.CLIENT);
        String serverName = serverName();
        Route route = new RouteReader(this, problems).route(mode);
        String password = secret(AccountProperties::getPassword);
        return new AccountSettings(
                mode,
                serverName,
                route,
                jidPart(
                        "userName",
                        text(AccountProperties::getUserName),
                        user -> Jid.of(user, "localhost", null).local()),
                password == null ? null : new Secret(password),
                jidPart("resource", text(AccountProperties::getResource), AccountReader::resourcepart),
                resourcePrefix(),
                new TlsConfig(tlsUse(mode, serverName, route), trust(), clientKey()),
                allowedMechanisms(),
                Duration.ofMillis(
                        number("connectTimeoutMillis", AccountProperties::getConnectTimeoutMillis, 1, 600_000, 10_000)),
                Duration.ofMillis(number(
                        "requestTimeoutMillis",
                        AccountProperties::getRequestTimeoutMillis,
                        1,
                        Integer.MAX_VALUE,
                        30_000)),
                callbackTimeout(),
                Duration.ofSeconds(number("keepAliveSeconds", AccountProperties::getKeepAliveSeconds, 1, 86_400, 60)),
                Duration.ofSeconds(
                        number("resumeWindowSeconds", AccountProperties::getResumeWindowSeconds, 0, 3_600, 15)),
                mode.isComponent() || choice("sessionSharing", AccountProperties::getSessionSharing, SHARING, false));
    }

    /** "No limit" must be asked for, with 0. */
    private Duration callbackTimeout() {
        int millis = number(
                "callbackTimeoutMillis", AccountProperties::getCallbackTimeoutMillis, 0, Integer.MAX_VALUE, 600_000);
        return millis == 0 ? ChronoUnit.FOREVER.getDuration() : Duration.ofMillis(millis);
    }

    private String serverName() {
        String serverName = text(AccountProperties::getServerName);
        if (serverName == null) {
            problems.add("serverName", null, "the XMPP domain is needed, such as example.org");
            return "localhost";
        }
        String domain = jidPart(
                "serverName", serverName, name -> Jid.of(null, name, null).domain());
        return domain == null ? "localhost" : domain;
    }

    private String resourcePrefix() {
        String prefix = text(AccountProperties::getResourcePrefix);
        String checked = jidPart("resourcePrefix", prefix == null ? "xmpp-ra" : prefix, AccountReader::resourcepart);
        return checked == null ? "xmpp-ra" : checked;
    }

    private static @Nullable String resourcepart(String resource) {
        return Jid.of(null, "localhost", resource).resource();
    }

    private Use tlsUse(Mode mode, String serverName, Route route) {
        Use use = choice("tls", AccountProperties::getTls, TLS, Use.REQUIRED);
        String connectTo = connectTo(serverName, route);
        boolean inClear =
                route.webSocket() != null && "ws".equals(route.webSocket().getScheme());
        if (inClear && use != Use.DISABLED) {
            problems.add(
                    "connectionURL", route.webSocket(), "ws has no TLS: use wss, or on this machine say tls=disabled");
        }
        boolean allowed = ThisHost.is(connectTo) || Boolean.TRUE.equals(first(AccountProperties::getAllowInsecure));
        if (mode.isComponent() && route.host() == null) {
            return use; // Said already.
        }
        if (mode.isComponent() && !allowed) {
            problems.add(
                    "mode",
                    text(AccountProperties::getMode),
                    "component streams (XEP-0114) are not encrypted, and " + connectTo
                            + " is not this machine; say allowInsecure=true if the way there is safe");
        } else if (use != Use.REQUIRED && !allowed) {
            problems.add(
                    "tls",
                    text(AccountProperties::getTls),
                    "without required TLS anyone between here and " + connectTo
                            + " reads the password; use tls=required, or say allowInsecure=true");
        }
        return use;
    }

    private static String connectTo(String serverName, Route route) {
        if (route.webSocket() != null) {
            return WebSocketUpgrade.address(route.webSocket()).host();
        }
        return route.host() == null ? serverName : route.host();
    }

    private Trust trust() {
        String store = text(AccountProperties::getTrustStore);
        String pin = text(AccountProperties::getPinnedKey);
        if (store != null && pin != null) {
            problems.add("pinnedKey", pin, "either a pinned key or a trust store, not both");
        }
        Trust trust = store == null ? new Trust.Platform() : store(store);
        return pin == null ? trust : pinned(pin);
    }

    private Trust pinned(String pin) {
        String hex = pin.replace(":", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{64}")) {
            problems.add("pinnedKey", pin, "64 hexadecimal digits, the SHA-256 of the certificate's public key");
        }
        return new Trust.PinnedKey(hex);
    }

    private Trust store(String store) {
        try {
            Path file = Path.of(store);
            if (!Files.isReadable(file)) {
                problems.add("trustStore", store, "no such file that can be read");
            }
            return new Trust.Store(file, secret(AccountProperties::getTrustStorePassword));
        } catch (InvalidPathException notAPath) {
            problems.add("trustStore", store, "not the path of a file");
            return new Trust.Platform();
        }
    }

    private TlsConfig.@Nullable ClientKey clientKey() {
        String store = text(AccountProperties::getKeyStore);
        if (store == null) {
            return null;
        }
        try {
            Path file = Path.of(store);
            if (!Files.isReadable(file)) {
                problems.add("keyStore", store, "no such file that can be read");
            }
            return new TlsConfig.ClientKey(
                    file, secret(AccountProperties::getKeyStorePassword), secret(AccountProperties::getKeyPassword));
        } catch (InvalidPathException notAPath) {
            problems.add("keyStore", store, "not the path of a file");
            return null;
        }
    }

    private Set<String> allowedMechanisms() {
        String names = text(AccountProperties::getAllowedMechanisms);
        return names == null
                ? Set.of()
                : Arrays.stream(names.toUpperCase(Locale.ROOT).split("[,\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable String jidPart(String property, @Nullable String value, Preparation preparation) {
        if (value == null) {
            return null;
        }
        try {
            return preparation.prepare(value);
        } catch (IllegalArgumentException invalid) {
            problems.add(property, value, String.valueOf(invalid.getMessage()));
            return null;
        }
    }

    int number(
            String property, Function<AccountProperties, @Nullable Integer> getter, int min, int max, int otherwise) {
        Integer value = first(getter);
        if (value == null) {
            return otherwise;
        }
        if (value < min || value > max) {
            note(property, getter, value, "a number from " + min + " to " + max);
            return otherwise;
        }
        return value;
    }

    <T> T choice(
            String property,
            Function<AccountProperties, @Nullable String> getter,
            Map<String, T> choices,
            T otherwise) {
        String value = text(getter);
        if (value == null) {
            return otherwise;
        }
        T chosen = choices.get(value.toLowerCase(Locale.ROOT));
        if (chosen == null) {
            note(
                    property,
                    getter,
                    value,
                    "one of " + choices.keySet().stream().sorted().collect(Collectors.joining(", ")));
            return otherwise;
        }
        return chosen;
    }

    /** Tells where a value comes from, if it is not the bean's own. */
    private void note(String property, Function<AccountProperties, ?> getter, Object value, String allowed) {
        boolean inherited = layers.size() > 1 && getter.apply(layers.get(0)) == null;
        problems.add(property, value, allowed + (inherited ? " (inherited from the resource adapter)" : ""));
    }

    @Nullable String text(Function<AccountProperties, @Nullable String> getter) {
        return first(layer -> {
            String value = getter.apply(layer);
            return value == null || value.isBlank() ? null : value.strip();
        });
    }

    /** As it is: white space may be part of it, but not all of it; WildFly's expressions have no emptier default. */
    @Nullable String secret(Function<AccountProperties, @Nullable String> getter) {
        return first(layer -> {
            String value = getter.apply(layer);
            return value == null || value.isBlank() ? null : value;
        });
    }

    private <T> @Nullable T first(Function<AccountProperties, @Nullable T> getter) {
        for (AccountProperties layer : layers) {
            T value = getter.apply(layer);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Brings a part of an address into its one form, or refuses it. */
    private interface Preparation {
        @Nullable String prepare(String part);
    }
}
