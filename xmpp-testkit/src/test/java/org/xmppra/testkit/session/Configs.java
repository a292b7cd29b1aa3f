package org.xmppra.testkit.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.Reconnect;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.SessionConfig.Timing;
import org.xmppra.core.tls.TlsConfig;

/** Builds configurations towards the peer of a test: what a test does not say is quiet and quick. */
final class Configs {
    private static final TlsConfig NO_TLS = new TlsConfig(TlsConfig.Use.DISABLED, new TlsConfig.Trust.Platform());

    private Route route;
    private Mode mode = Mode.CLIENT;
    private String domain = SessionLab.DOMAIN;
    private ResourceChoice resource = new ResourceChoice.Exact("desk");
    private TlsConfig tls = NO_TLS;
    private Set<String> mechanisms = Set.of();
    private boolean presence;
    private @Nullable String user = SessionLab.USER;
    private String password = SessionLab.PASSWORD;
    private Duration connectTimeout = SessionLab.LONG;
    private Duration keepAlive = Duration.ZERO;
    private Reconnect reconnect = quick(false, Duration.ofMinutes(1));
    private Duration resumeWindow = SessionLab.LONG;

    Configs(int port) {
        this.route = Route.to("127.0.0.1", port);
    }

    Configs route(Route other) {
        route = other;
        return this;
    }

    Configs component(String address) {
        mode = Mode.COMPONENT;
        domain = address;
        return this;
    }

    Configs domain(String name) {
        domain = name;
        return this;
    }

    Configs resource(ResourceChoice choice) {
        resource = choice;
        return this;
    }

    Configs startTls(TlsConfig.Trust trust) {
        tls = new TlsConfig(TlsConfig.Use.REQUIRED, trust);
        return this;
    }

    Configs tls(TlsConfig config) {
        tls = config;
        return this;
    }

    Configs directTls(TlsConfig.Trust trust) {
        mode = Mode.CLIENT_DIRECT_TLS;
        return startTls(trust);
    }

    /** Shows a certificate, and has no password. */
    Configs certificate(Path keyStore, String storePassword) {
        tls = new TlsConfig(tls.use(), tls.trust(), new TlsConfig.ClientKey(keyStore, storePassword, null));
        return password("");
    }

    Configs anonymous() {
        user = null;
        return allowing("ANONYMOUS").password("");
    }

    Configs allowing(String... names) {
        mechanisms = Set.of(names);
        return this;
    }

    Configs announcing() {
        presence = true;
        return this;
    }

    Configs password(String other) {
        password = other;
        return this;
    }

    Configs connectTimeout(Duration time) {
        connectTimeout = time;
        return this;
    }

    Configs keepAlive(Duration interval) {
        keepAlive = interval;
        return this;
    }

    /** Comes back within milliseconds, but after a minute where someone has to act. */
    Configs reconnecting() {
        return reconnecting(Duration.ofMinutes(1));
    }

    Configs reconnecting(Duration hopeless) {
        reconnect = quick(true, hopeless);
        return this;
    }

    private static Reconnect quick(boolean enabled, Duration hopeless) {
        return new Reconnect(enabled, Duration.ofMillis(5), Duration.ofMillis(50), hopeless);
    }

    Configs resumeWindow(Duration time) {
        resumeWindow = time;
        return this;
    }

    SessionConfig build() {
        return new SessionConfig(
                mode,
                domain,
                route,
                mode.isComponent() ? null : user,
                new Secret(password),
                resource,
                tls,
                mechanisms,
                presence,
                new Timing(connectTimeout, keepAlive, reconnect, resumeWindow));
    }
}
