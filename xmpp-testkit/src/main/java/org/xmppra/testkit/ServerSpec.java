package org.xmppra.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.core.stream.ChannelBinding;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;

/** What a user writes down of a server, checked as it is written. Not thread-safe. */
final class ServerSpec {
    private static final int MAX_PORT = 65_535;
    private static final List<String> KNOWN_MECHANISMS = List.of(
            "EXTERNAL",
            "SCRAM-SHA-512-PLUS",
            "SCRAM-SHA-256-PLUS",
            "SCRAM-SHA-1-PLUS",
            "SCRAM-SHA-512",
            "SCRAM-SHA-256",
            "SCRAM-SHA-1",
            "PLAIN",
            "ANONYMOUS");
    private static final List<String> USUAL_MECHANISMS = List.of("SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
    private static final List<String> KNOWN_BINDINGS =
            List.of(ChannelBinding.TLS_EXPORTER, ChannelBinding.TLS_SERVER_END_POINT);

    private final Jid domain;
    private final Map<String, String> users = new LinkedHashMap<>();
    private final Map<String, String> components = new LinkedHashMap<>();
    private String host = "127.0.0.1";
    private ServerConfig.Ports ports = new ServerConfig.Ports(0, 0, 0, ServerConfig.Ports.OFF);
    private TlsConfig.Use tls = TlsConfig.Use.REQUIRED;
    private ResourceConflict conflict = ResourceConflict.REPLACE_OLD;
    private List<String> mechanisms = USUAL_MECHANISMS;
    private List<String> channelBindings = KNOWN_BINDINGS;
    private final Set<ServerFeature> features = EnumSet.noneOf(ServerFeature.class);
    private XmlLimits limits = XmlLimits.DEFAULT;
    private @Nullable Duration resumption = Duration.ofMinutes(5);

    ServerSpec(String domain) {
        this.domain = Jid.of(domain);
        if (!this.domain.equals(this.domain.domainJid())) {
            throw new IllegalArgumentException("A domain is asked for, not the address " + domain);
        }
    }

    String domain() {
        return domain.toString();
    }

    String host() {
        return host;
    }

    void user(String name, String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("The password of the user " + name + " is empty");
        }
        users.put(Jid.of(name, domain.domain(), null).local(), password);
    }

    void component(String componentDomain, String secret) {
        Jid jid = Jid.of(componentDomain);
        if (!jid.equals(jid.domainJid()) || jid.equals(domain)) {
            throw new IllegalArgumentException(
                    "A component needs a domain of its own, such as echo." + domain + ", not " + componentDomain);
        }
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("The secret of the component " + componentDomain + " is empty");
        }
        components.put(jid.toString(), secret);
    }

    void host(String newHost) {
        this.host = newHost;
    }

    void clientPort(int port) {
        ports = new ServerConfig.Ports(checked(port), ports.directTls(), ports.component(), ports.webSocket());
    }

    void directTlsPort(int port) {
        ports = new ServerConfig.Ports(ports.client(), checked(port), ports.component(), ports.webSocket());
    }

    void componentPort(int port) {
        ports = new ServerConfig.Ports(ports.client(), ports.directTls(), checked(port), ports.webSocket());
    }

    void webSocketPort(int port) {
        ports = new ServerConfig.Ports(ports.client(), ports.directTls(), ports.component(), checked(port));
    }

    private static int checked(int port) {
        if (port < ServerConfig.Ports.OFF || port > MAX_PORT) {
            throw new IllegalArgumentException("A port is a number from 0 (any) to " + MAX_PORT + ", or "
                    + ServerConfig.Ports.OFF + " for none, not " + port);
        }
        return port;
    }

    /** Stays on the ports that a start has found. */
    void ports(ServerConfig.Ports found) {
        ports = found;
    }

    void tls(TlsConfig.Use use) {
        this.tls = use;
    }

    void conflict(ResourceConflict newConflict) {
        this.conflict = newConflict;
    }

    void mechanisms(List<String> names) {
        List<String> chosen = new ArrayList<>(names);
        if (chosen.isEmpty() || !KNOWN_MECHANISMS.containsAll(chosen)) {
            throw new IllegalArgumentException("The SASL mechanisms are " + KNOWN_MECHANISMS + ", not " + chosen);
        }
        this.mechanisms = chosen;
    }

    void channelBindings(List<String> types) {
        if (!KNOWN_BINDINGS.containsAll(types)) {
            throw new IllegalArgumentException(
                    "The channel-binding types are " + KNOWN_BINDINGS + ", not " + List.copyOf(types));
        }
        this.channelBindings = List.copyOf(types);
    }

    void features(List<ServerFeature> wanted) {
        features.addAll(wanted);
    }

    void limits(XmlLimits newLimits) {
        this.limits = newLimits;
    }

    /** @param keep how long sessions are kept, zero for not at all; null for no stream management */
    void resumption(@Nullable Duration keep) {
        if (keep != null && keep.isNegative()) {
            throw new IllegalArgumentException("A session cannot be kept for " + keep);
        }
        this.resumption = keep;
    }

    ServerConfig config() {
        return new ServerConfig(
                domain.toString(),
                host,
                ports,
                users,
                components,
                tls,
                conflict,
                mechanisms,
                channelBindings,
                features,
                limits,
                resumption);
    }
}
